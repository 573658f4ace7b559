import assert from 'node:assert/strict';
import type { IGrammar } from 'vscode-textmate';
import { colour, loadGrammar } from '../../support/colours.ts';

/** In VS Code's own engine of grammars, upon VS Code's own grammar of YAML. */
describe('the colours of a compose file', function () {
  this.timeout(600_000);
  let compose: IGrammar;
  let yaml: IGrammar;

  before(async () => {
    compose = await loadGrammar('source.dockercompose');
    yaml = await loadGrammar('source.yaml');
  });

  /** "name of what is ours in it: text", without the part that says compose. */
  const coloured = (text: string, grammar = compose): readonly string[] =>
    colour(grammar, text).flatMap((token) => {
      const own = token.scopes.findLast(
        (scope) => scope.endsWith('.compose') && !scope.startsWith('meta.'),
      );
      return own === undefined || own.startsWith('punctuation.')
        ? []
        : [`${own.replace(/\.compose$/, '')}: ${token.text}`];
    });

  for (const { what, text, has } of [
    {
      what: 'a variable with and without braces',
      text: 'services:\n  web:\n    image: $NAME\n    user: ${UID}',
      has: ['variable.other: NAME', 'variable.other: UID'],
    },
    {
      what: 'a default, and what is nested in it',
      text: 'name: ${A:-${B:-c}}',
      has: [
        ...['variable.other: A', 'keyword.operator.interpolation: :-'],
        ...['variable.other: B', 'keyword.operator.interpolation: :-'],
        'string.unquoted.default: c',
      ],
    },
    {
      what: 'a dollar that is no variable',
      text: 'command: echo $$HOME',
      has: ['constant.character.escape.dollar: $$'],
    },
    {
      what: 'a brace that is no variable',
      text: 'command: echo ${1}',
      has: ['invalid.illegal.interpolation: ${'],
    },
    {
      what: 'variables in quotes and in a block of text, not in comments and keys',
      text: 'a: "x ${Q}" # ${NO}\n$NO: 1\nb: |\n  echo ${BLOCK}',
      has: ['variable.other: Q', 'variable.other: BLOCK'],
    },
    {
      what: 'the parts of an image',
      text: 'image: registry.example.com:5000/team/web:1.2.3-alpine\nx: 1',
      has: [
        'entity.name.namespace.registry: registry.example.com:5000',
        'entity.name.type.image: team/web',
        'constant.other.tag: 1.2.3-alpine',
      ],
    },
    {
      what: 'an image with a digest, in quotes',
      text: `image: "redis:7@sha256:${'ab'.repeat(32)}"`,
      has: [
        'entity.name.type.image: redis',
        'constant.other.tag: 7',
        `constant.other.digest: sha256:${'ab'.repeat(32)}`,
      ],
    },
    {
      what: 'an image made of variables',
      text: 'image: ghcr.io/acme/web:${TAG:-latest}',
      has: [
        'entity.name.namespace.registry: ghcr.io',
        'entity.name.type.image: acme/web',
        ...['variable.other: TAG', 'keyword.operator.interpolation: :-'],
        'string.unquoted.default: latest',
      ],
    },
    {
      what: 'durations and sizes, where they are meant',
      text: 'interval: 1m30s\nstop_grace_period: "10s"\nmem_limit: 512m\nshm_size: 1gb\nname: 10s',
      has: [
        'constant.numeric.duration: 1m30s',
        'constant.numeric.duration: 10s',
        'constant.numeric.size: 512',
        'keyword.other.unit: m',
        'constant.numeric.size: 1',
        'keyword.other.unit: gb',
      ],
    },
    {
      what: 'ports',
      text: 'ports:\n  - "8080:80"\n  - 127.0.0.1:53:53/udp\n  - "9000-9001:9000-9001"',
      has: [
        ...['constant.numeric.port: 8080', 'constant.numeric.port: 80'],
        ...['constant.numeric.address: 127.0.0.1', 'constant.numeric.port: 53'],
        ...['constant.numeric.port: 53', 'keyword.other.protocol: udp'],
        ...['constant.numeric.port: 9000-9001', 'constant.numeric.port: 9000-9001'],
      ],
    },
    {
      what: 'what is put in the place of an earlier value',
      text: 'ports: !override\n  - "80:80"\nenvironment: !reset null\nx: !other y',
      has: [
        'keyword.control.merge: !override',
        ...['constant.numeric.port: 80', 'constant.numeric.port: 80'],
        'keyword.control.merge: !reset',
      ],
    },
    {
      what: 'what a dependency waits for',
      text: 'condition: service_healthy',
      has: ['constant.language.condition: service_healthy'],
    },
    {
      what: 'no mount as a port, and no text as an image',
      text: 'volumes:\n  - ./a:/b:ro\n  - data:/var\nlabels:\n  - image=x',
      has: [],
    },
  ]) {
    it(`marks ${what}`, () => {
      assert.deepEqual(coloured(text), has);
    });
  }

  it('leaves keys, comments and numbers as they are in YAML', () => {
    const text = 'services: # all\n  web:\n    scale: 3\n    tty: true\n';
    const scopes = (grammar: IGrammar) =>
      colour(grammar, text).map((token) => [token.text, ...token.scopes.slice(1)]);
    const bare = (list: readonly (readonly string[])[]) =>
      list.map((token) => token.filter((scope) => scope !== 'source.yaml'));
    assert.deepEqual(bare(scopes(compose)), bare(scopes(yaml)));
  });

  it('colours no other YAML: ${{ … }} of a workflow is not ours', () => {
    assert.deepEqual(coloured('run: echo ${{ github.ref }}\nimage: nginx:1', yaml), []);
  });
});
