import { MarkupKind, type Hover, type MarkupContent } from 'vscode-languageserver';
import type { Origin } from '../../yaml/source.ts';
import { docsOf, schemaUrl, type AttributeDocs } from '../docs.ts';
import type { LanguageFeature } from '../feature.ts';
import { rangeAt } from '../ranges.ts';
import { anchorUseAt, holds, scalarOrigin, symbolAt, type SymbolUse } from '../symbols/symbols.ts';
import { blockOf, entriesNear } from '../syntax/syntax.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import { declarationsOf } from './declarations.ts';
import { effectiveText } from './effective.ts';
import { declarationText } from './hover-declaration.ts';
import { liveText, type LiveText } from './hover-engine.ts';
import type { PlacedText } from './placed-text.ts';
import { variableText } from './hover-variable.ts';

interface MarkdownHover extends Hover {
  contents: MarkupContent;
}

/** Explains what is under the pointer: an attribute, or what a name stands for. */
export const hover: LanguageFeature = {
  capabilities: { hoverProvider: true },
  register: (connection, workspace) => [
    connection.onHover(async ({ textDocument, position }) => {
      const file = workspace.open(textDocument.uri);
      if (file === undefined) return null;
      const offset = file.document.offsetAt(position);
      const [written, live] = await Promise.all([
        writtenAt(file, offset, workspace),
        liveText(file, offset, workspace),
      ]);
      return withLive(written, live) ?? null;
    }),
  ],
};

const writtenAt = async (
  file: OpenCompose,
  offset: number,
  workspace: LanguageWorkspace,
): Promise<MarkdownHover | undefined> =>
  hoverAnchor(file, offset) ??
  (await hoverReference(file, offset, workspace)) ??
  shown(await declarationText(file, offset, workspace)) ??
  shown(await variableText(file, offset, workspace)) ??
  (await hoverAttribute(file, offset, workspace)) ??
  (await hoverValue(file, offset, workspace));

const shown = (found: PlacedText | undefined): MarkdownHover | undefined =>
  found && markdown(found.text, found.at);

/** What the file says and, below a line, what is on the engine. */
const withLive = (
  written: MarkdownHover | undefined,
  live: LiveText | undefined,
): Hover | undefined => {
  if (live === undefined) return written;
  if (written === undefined) return markdown(live.text, live.at);
  const value = `${written.contents.value}\n\n---\n\n${live.text}`;
  return { ...written, contents: { ...written.contents, value } };
};

const markdown = (value: string, origin: Origin): MarkdownHover => ({
  contents: { kind: MarkupKind.Markdown, value },
  range: rangeAt(origin),
});

const yamlBlock = (text: string): string => `\`\`\`YAML\n${text}\n\`\`\``;

const hoverAnchor = ({ syntax }: OpenCompose, offset: number): MarkdownHover | undefined => {
  const use = anchorUseAt(syntax, offset);
  const at = use && [use.anchor, ...use.aliases].find((each) => each && holds(each, offset));
  if (use?.node === undefined || at === undefined) return undefined;
  return markdown(yamlBlock(blockOf(syntax, use.node)), at);
};

const hoverReference = async (
  file: OpenCompose,
  offset: number,
  workspace: LanguageWorkspace,
): Promise<MarkdownHover | undefined> => {
  const symbol = symbolAt(file.symbols, offset);
  if (symbol?.role !== 'reference') return undefined;
  const [declared] = await declarationsOf(symbol, file.path, workspace);
  const text = declared && (await declaredBlock(declared, symbol, workspace));
  return text === undefined ? undefined : markdown(yamlBlock(text), symbol.origin);
};

const declaredBlock = async (
  declared: Origin,
  { kind, name }: SymbolUse,
  workspace: LanguageWorkspace,
): Promise<string | undefined> => {
  const file = await workspace.read(declared.source.path);
  if (file === undefined) return undefined;
  const entry = entriesNear(file.syntax, declared.start).find(
    ({ path, key }) =>
      path.length === 2 &&
      path[0] === `${kind}s` &&
      path[1] === name &&
      scalarOrigin(key, file.syntax)?.origin.start === declared.start,
  );
  if (entry?.key === undefined) return undefined;
  return blockOf(file.syntax, entry.key, entry.value ?? entry.key);
};

/** Of its key, and of its value where that is one of a few. */
const hoverAttribute = async (
  file: OpenCompose,
  offset: number,
  workspace: LanguageWorkspace,
): Promise<MarkdownHover | undefined> => {
  for (const { path, key, value } of entriesNear(file.syntax, offset)) {
    const name = scalarOrigin(key, file.syntax)?.origin;
    if (name === undefined) continue;
    const onKey = holds(name, offset);
    const text = onKey ? undefined : scalarOrigin(value, file.syntax)?.origin;
    if (!onKey && (text === undefined || !holds(text, offset))) continue;
    const docs = docsOf(path);
    if (docs === undefined || (!onKey && docs.allowed.length === 0)) continue;
    const effective = await effectiveText(file, path, workspace);
    return markdown(describe(docs, effective), onKey ? name : (text ?? name));
  }
  return undefined;
};

/** Of any other value what it is in the end, where that is not what is written. */
const hoverValue = async (
  file: OpenCompose,
  offset: number,
  workspace: LanguageWorkspace,
): Promise<MarkdownHover | undefined> => {
  for (const { path, value } of entriesNear(file.syntax, offset)) {
    const text = scalarOrigin(value, file.syntax)?.origin;
    if (text === undefined || !holds(text, offset)) continue;
    const effective = await effectiveText(file, path, workspace);
    if (effective !== undefined) return markdown(effective, text);
  }
  return undefined;
};

const describe = (
  { description, form, allowed, url }: AttributeDocs,
  effective: string | undefined,
): string =>
  [
    description,
    ...(form === undefined ? [] : [form]),
    ...(allowed.length > 0
      ? [['Allowed values:', ...allowed.map((value) => `- \`${value}\``)].join('\n')]
      : []),
    `Schema: [compose-spec.json](${schemaUrl})`,
    `[Online documentation](${url})`,
    ...(effective === undefined ? [] : [effective]),
  ].join('\n\n');
