import { stat } from 'node:fs/promises';
import type { DocumentLink } from 'vscode-languageserver';
import { isMap } from 'yaml';
import { URI, Utils } from 'vscode-uri';
import { PathTable } from '../../path-table.ts';
import type { Origin } from '../../yaml/source.ts';
import { wholeCharacters } from '../compose-document.ts';
import type { LanguageFeature } from '../feature.ts';
import { rangeAt } from '../ranges.ts';
import { holds, scalarOrigin } from '../symbols/symbols.ts';
import { entriesOf, textUnder, type SyntaxEntry, type SyntaxFile } from '../syntax/syntax.ts';
import type { OpenCompose } from '../workspace.ts';
import { imagePage } from './image-page.ts';

/** Opens what a compose file points to: other files, the pages of images. */
export const documentLinks: LanguageFeature = {
  capabilities: { documentLinkProvider: { resolveProvider: false } },
  register: (connection, workspace) => [
    connection.onDocumentLinks(async ({ textDocument: { uri } }) => {
      const file = workspace.open(uri);
      if (file === undefined) return null;
      const folder = Utils.dirname(URI.parse(uri));
      const links = entriesOf(file.syntax).map((entry) => linkOf(entry, file.syntax, folder));
      return (await Promise.all(links)).filter((link) => link !== undefined);
    }),
  ],
};

interface LinkValue {
  readonly value: string;
  readonly origin: Origin;
  readonly entry: SyntaxEntry;
  readonly folder: URI;
}

type MakeLink = (value: LinkValue) => DocumentLink | undefined | Promise<DocumentLink | undefined>;

const file: MakeLink = ({ value, origin, folder }) => fileLink(value, origin, folder);

/** A Dockerfile lies in its context, unless that is elsewhere. */
const dockerfile: MakeLink = ({ value, origin, entry, folder }) => {
  const context = wholeCharacters(textUnder(entry.parent, 'context') ?? '.');
  if (/^[\w+.-]+:\/\/|^git@/.test(context) || context.includes('$')) return undefined;
  return fileLink(value, origin, Utils.resolvePath(folder, context));
};

/** What is built under a name of somebody's own is on no page. */
const image: MakeLink = ({ value, origin, entry }) => {
  if (isMap(entry.parent) && entry.parent.has('build')) return undefined;
  const page = imagePage(value);
  if (page === undefined) return undefined;
  const range = rangeAt({ ...origin, end: origin.start + page.length });
  return { range, target: page.url, tooltip: page.url };
};

/** Of a short mount the host's side, where that is a file. */
const mount: MakeLink = ({ value, origin, folder }) => {
  const [, source = ''] = /^((?:[A-Za-z]:)?[^:]+):/.exec(value) ?? [];
  if (!/^([.~/\\]|[A-Za-z]:[\\/])/.test(source) || source.startsWith('~')) return undefined;
  return existing(fileLink(source, { ...origin, end: origin.start + source.length }, folder));
};

const bindSource: MakeLink = ({ value, origin, entry, folder }) =>
  textUnder(entry.parent, 'type') === 'bind' && !value.startsWith('~')
    ? existing(fileLink(value, origin, folder))
    : undefined;

const makers = new PathTable<MakeLink>({
  'include.*': file,
  'include.*.path': file,
  'include.*.path.*': file,
  'include.*.env_file': file,
  'include.*.env_file.*': file,
  'services.*.image': image,
  'services.*.build.dockerfile': dockerfile,
  'services.*.credential_spec.file': file,
  'services.*.env_file': file,
  'services.*.env_file.*': file,
  'services.*.env_file.*.path': file,
  'services.*.extends.file': file,
  'services.*.label_file': file,
  'services.*.label_file.*': file,
  'services.*.volumes.*': mount,
  'services.*.volumes.*.source': bindSource,
  'configs.*.file': file,
  'secrets.*.file': file,
  'models.*.model': image,
});

/** The file that is named at a place, if it is there. Whoever knows Dockerfiles leads to those. */
export const namedFileAt = async (
  { syntax, document }: OpenCompose,
  offset: number,
): Promise<{ readonly from: Origin; readonly uri: string } | undefined> => {
  const folder = Utils.dirname(URI.parse(document.uri));
  for (const entry of entriesOf(syntax)) {
    const from = scalarOrigin(entry.value, syntax)?.origin;
    if (from === undefined || !holds(from, offset) || entry.path.at(-1) === 'dockerfile') continue;
    const link = await linkOf(entry, syntax, folder);
    const file = link?.target?.startsWith('file:') === true ? await existing(link) : undefined;
    if (file?.target !== undefined) return { from, uri: file.target };
  }
  return undefined;
};

const linkOf = async (
  entry: SyntaxEntry,
  file: SyntaxFile,
  folder: URI,
): Promise<DocumentLink | undefined> => {
  const make = makers.get(entry.path);
  const text = make && scalarOrigin(entry.value, file);
  if (make === undefined || text === undefined) return undefined;
  const { value, origin } = text;
  // What a variable brings is not known here.
  if (/^(|~|null)$/i.test(value) || value.includes('$')) return undefined;
  // Half a character has no place in an address, nor on a disk.
  if (/\p{Surrogate}/u.test(value)) return undefined;
  return make({ value, origin, entry, folder });
};

const fileLink = (path: string, origin: Origin, folder: URI): DocumentLink => {
  const target = Utils.resolvePath(folder, path);
  return { range: rangeAt(origin), target: target.toString(), tooltip: target.fsPath };
};

/** A folder is nothing to open. */
const existing = async (link: DocumentLink): Promise<DocumentLink | undefined> => {
  const found = await stat(URI.parse(link.target ?? '').fsPath).catch(() => undefined);
  return found?.isFile() === true ? link : undefined;
};
