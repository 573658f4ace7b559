import { basename } from 'node:path';
import type { TextDocumentFilter } from 'vscode-languageserver';
import { URI } from 'vscode-uri';

/** `compose.yaml`, `docker-compose.prod.yml`, `compose-test.yaml` and the like. */
const composeName = /^(docker-)?compose([.-].+)?\.ya?ml$/i;

/** As VS Code, Helix and Neovim call it. */
const composeLanguages = new Set(['dockercompose', 'docker-compose', 'yaml.docker-compose']);

/** The same documents, as an editor is told of them. */
export const composeSelector: readonly TextDocumentFilter[] = [
  ...[...composeLanguages].map((language) => ({ language })),
  { language: 'yaml', pattern: '**/{compose,docker-compose}{,.*,-*}.{yml,yaml}' },
];

export const isComposeName = (name: string): boolean => composeName.test(name);

interface DocumentIdentity {
  readonly uri: string;
  readonly languageId: string;
}

/** The path of a compose file on disk, or `undefined` for any other document. */
export const composePath = ({ uri, languageId }: DocumentIdentity): string | undefined => {
  const parsed = parseUri(uri);
  if (parsed?.scheme !== 'file') return undefined;
  const isCompose =
    composeLanguages.has(languageId) ||
    (languageId === 'yaml' && composeName.test(basename(parsed.fsPath)));
  return isCompose ? parsed.fsPath : undefined;
};

export const uriOf = (path: string): string => URI.file(wholeCharacters(path)).toString();

/** Half a character, as it is while one is typed or pasted, has no place in an address. */
export const wholeCharacters = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** What is no address is no file's either, and its own name. */
export const pathOf = (uri: string): string => parseUri(uri)?.fsPath ?? uri;

const parseUri = (uri: string): URI | undefined => {
  try {
    return URI.parse(uri);
  } catch {
    return undefined;
  }
};
