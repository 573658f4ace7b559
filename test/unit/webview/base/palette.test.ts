import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { colourVariable, Palette } from '../../../../webview/src/base/palette.ts';
import { parseColour, readable } from '../../../../webview/src/logs/model/contrast.ts';
import { distance } from './colour-distance.ts';

/** What VS Code's own themes say. */
const themes = {
  'Dark Modern': {
    background: '#1f1f1f',
    charts: {
      blue: '#59a4f9',
      green: '#89d185',
      purple: '#b180d7',
      red: '#f14c4c',
      yellow: '#cca700',
    },
  },
  'Light Modern': {
    background: '#ffffff',
    charts: {
      blue: '#0063d3',
      green: '#388a34',
      purple: '#652d90',
      red: '#e51400',
      yellow: '#bf8803',
    },
  },
  'Dark High Contrast': {
    background: '#000000',
    charts: {
      blue: '#59a4f9',
      green: '#89d185',
      purple: '#b180d7',
      red: '#f48771',
      yellow: '#ffd370',
    },
  },
  'Light High Contrast': {
    background: '#ffffff',
    charts: {
      blue: '#0063d3',
      green: '#374e06',
      purple: '#652d90',
      red: '#b5200d',
      yellow: '#895503',
    },
  },
} as const;

type Theme = keyof typeof themes;
const themeNames = Object.keys(themes) as Theme[];
/** Of services that alarm no one; two more follow for crowds. */
const calm = 8;
const indices = [...Array(calm).keys()];

describe('the colours of services', () => {
  let colourOf: (theme: Theme, index: number) => string;

  before(async () => {
    const own = await ownColours();
    colourOf = (theme, index) => {
      const variable = colourVariable(index);
      const [, name = ''] = /^--vscode-charts-(\w+)$/.exec(variable) ?? [];
      const { background, charts } = themes[theme];
      const colour =
        (charts as Record<string, string>)[name] ??
        own[theme.startsWith('Light') ? 'light' : 'dark'].get(variable);
      assert.ok(colour, variable);
      return readable(colour, background);
    };
  });

  /** In the theme in which they are nearest to each other. */
  const apart = (one: number, other: number): number =>
    Math.min(...themeNames.map((theme) => distance(colourOf(theme, one), colourOf(theme, other))));
  const fromAllBefore = (index: number, count: number): number =>
    Math.min(...indices.slice(0, count).map((before) => apart(index, before)));

  it('are given out the farthest first, of all that are left', () => {
    for (const count of indices.slice(1)) {
      const farthest = Math.max(...indices.slice(count).map((left) => fromAllBefore(left, count)));
      assert.equal(fromAllBefore(count, count), farthest, colourVariable(count));
    }
  });

  it('are never near each other in a project of a few services', () => {
    // Two of 0.1 are told apart at a glance; 0.02 is the least that is seen side by side.
    for (const count of [1, 2, 3, 4]) assert.ok(fromAllBefore(count, count) > 0.1, String(count));
    for (const count of [5, 6, 7]) assert.ok(fromAllBefore(count, count) > 0.06, String(count));
  });

  it('can be read as text in every theme', () => {
    for (const theme of themeNames) {
      for (const index of indices) {
        const colour = colourOf(theme, index);
        assert.ok(parseColour(colour), `${theme}: ${colour}`);
        assert.equal(readable(colour, themes[theme].background), colour);
      }
    }
  });

  it('go to names in their order, and are free again once a name is gone', () => {
    const palette = new Palette();
    assert.deepEqual(
      ['redis', 'web', 'worker'].map((name) => palette.indexOf(name)),
      [0, 1, 2],
    );
    palette.keepOnly(new Set(['redis', 'worker']));
    assert.deepEqual(
      ['worker', 'api', 'db'].map((name) => palette.indexOf(name)),
      [2, 1, 3],
    );
  });
});

/** Those of `base.css`: first what dark themes have, then what light ones put in its place. */
const ownColours = async () => {
  const css = await readFile(
    new URL('../../../../webview/src/base/base.css', import.meta.url),
    'utf8',
  );
  const [dark = '', light = ''] = css.split('body.vscode-light');
  const read = (text: string) =>
    new Map(
      [...text.matchAll(/(--hb-\w+): (#[\da-f]{6});/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
  return { dark: read(dark), light: read(light) };
};
