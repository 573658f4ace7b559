import type { InlayHint } from 'vscode-languageserver';
import { isScalar, type Node } from 'yaml';
import { besideFile } from '../beside-file.ts';
import { rangeAt } from '../ranges.ts';
import type { LanguageFeature } from '../feature.ts';
import { entriesOf, entryAt, keyText, type SyntaxFile } from '../syntax/syntax.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';

/** Says after a value what a service that is extended has in its place. */
export const inlayHints: LanguageFeature = {
  capabilities: { inlayHintProvider: true },
  register: (connection, workspace) => [
    connection.languages.inlayHint.on(async ({ textDocument }) => {
      const file = workspace.open(textDocument.uri);
      return file === undefined ? null : await hintsIn(file, workspace);
    }),
  ],
};

const hintsIn = async (file: OpenCompose, workspace: LanguageWorkspace): Promise<InlayHint[]> => {
  const hints: InlayHint[] = [];
  for (const { path, value } of entriesOf(file.syntax)) {
    const [section, service, attribute, ...more] = path;
    if (section !== 'services' || attribute === undefined || more.length > 0) continue;
    if (attribute === 'extends' || !isScalar(value) || !value.range) continue;
    const from = { path: file.path, syntax: file.syntax, service: String(service) };
    const overridden = await parentValue(from, String(attribute), workspace);
    if (overridden === undefined) continue;
    const end = { source: file.syntax.source, start: value.range[1], end: value.range[1] };
    hints.push({
      position: rangeAt(end).start,
      label: `(parent value: ${overridden})`,
      paddingLeft: true,
    });
  }
  return hints;
};

interface ServicePlace {
  readonly path: string;
  readonly syntax: SyntaxFile;
  readonly service: string;
}

/** Of the nearest service on the chain of `extends` that has the attribute. */
const parentValue = async (
  from: ServicePlace,
  attribute: string,
  workspace: LanguageWorkspace,
): Promise<string | undefined> => {
  const seen = new Set<string>();
  for (let place: ServicePlace | undefined = from; place !== undefined;) {
    seen.add(idOf(place));
    place = await parentOf(place, workspace);
    if (place !== undefined && seen.has(idOf(place))) return undefined;
    const value = place && attributeOf(place, attribute);
    if (value !== undefined) return isScalar(value) ? keyText(value) : undefined;
  }
  return undefined;
};

const idOf = ({ path, service }: ServicePlace): string => `${path}\0${service}`;

const parentOf = async (
  { path, syntax, service }: ServicePlace,
  workspace: LanguageWorkspace,
): Promise<ServicePlace | undefined> => {
  const text = (...more: readonly string[]): string | undefined =>
    textAt(syntax, ['services', service, 'extends', ...more]);
  const name = text() ?? text('service');
  if (name === undefined) return undefined;
  const file = text('file');
  if (file === undefined) return { path, syntax, service: name };
  const other = besideFile(path, file);
  const read = await workspace.read(other);
  return read && { path: other, syntax: read.syntax, service: name };
};

const attributeOf = ({ syntax, service }: ServicePlace, attribute: string): Node | undefined =>
  entryAt(syntax, ['services', service, attribute])?.value;

const textAt = (file: SyntaxFile, path: readonly string[]): string | undefined => {
  const value = entryAt(file, path)?.value;
  return isScalar(value) && keyText(value) !== '' ? keyText(value) : undefined;
};
