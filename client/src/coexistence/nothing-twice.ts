import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';
import { restOfHover } from './hover-rest.ts';
import { askOthers, isAsking } from './others.ts';
import { hasOutlineElsewhere, hasPeers } from './peers.ts';

/**
 * Leaves out what another extension shows at the same place. Nobody's settings are changed for that:
 * where an extension is beside HyperBox that knows compose files too, it is asked first.
 */
export const nothingTwice: Middleware = {
  provideCompletionItem: async (document, position, context, token, next) => {
    const question = {
      command: 'vscode.executeCompletionItemProvider',
      args: [document.uri, position],
    };
    if (isAsking(question)) return undefined;
    if (!hasPeers()) return next(document, position, context, token);
    const [own, theirs] = await Promise.all([
      next(document, position, context, token),
      askOthers<vscode.CompletionList>(question),
    ]);
    if (own === null || own === undefined || theirs === undefined) return own;
    const labels = new Set(theirs.items.filter(isOffer).map(nameOf));
    const isNew = (item: vscode.CompletionItem): boolean => !labels.has(nameOf(item));
    return Array.isArray(own)
      ? own.filter(isNew)
      : new vscode.CompletionList(own.items.filter(isNew), own.isIncomplete ?? false);
  },

  provideHover: async (document, position, token, next) => {
    const question = { command: 'vscode.executeHoverProvider', args: [document.uri, position] };
    if (isAsking(question)) return undefined;
    if (!hasPeers()) return next(document, position, token);
    const [own, theirs = []] = await Promise.all([
      next(document, position, token),
      askOthers<readonly vscode.Hover[]>(question),
    ]);
    if (own === null || own === undefined || theirs.length === 0) return own;
    const shown = theirs.flatMap(({ contents }) => contents.map(textOf));
    const contents = own.contents.flatMap((part) => {
      const rest = restOfHover(textOf(part), shown);
      return rest === undefined ? [] : [new vscode.MarkdownString(rest)];
    });
    return contents.length === 0 ? undefined : new vscode.Hover(contents, own.range);
  },

  provideDocumentLinks: async (document, token, next) => {
    const question = { command: 'vscode.executeLinkProvider', args: [document.uri] };
    if (isAsking(question)) return undefined;
    if (!hasPeers()) return next(document, token);
    const [own, theirs = []] = await Promise.all([
      next(document, token),
      askOthers<readonly vscode.DocumentLink[]>(question),
    ]);
    return own?.filter(({ range }) => !theirs.some((link) => overlap(link.range, range)));
  },

  provideInlayHints: async (document, range, token, next) => {
    const question = { command: 'vscode.executeInlayHintProvider', args: [document.uri, range] };
    if (isAsking(question)) return undefined;
    if (!hasPeers()) return next(document, range, token);
    const [own, theirs = []] = await Promise.all([
      next(document, range, token),
      askOthers<readonly vscode.InlayHint[]>(question),
    ]);
    return own?.filter(
      (hint) =>
        !theirs.some(
          (other) => other.position.isEqual(hint.position) && labelOf(other) === labelOf(hint),
        ),
    );
  },

  // VS Code answers who asks for an outline with the one that it is making: nobody can be asked here.
  provideDocumentSymbols: (document, token, next) =>
    hasOutlineElsewhere() ? undefined : next(document, token),
};

/** Words of the text are everybody's, and no answer to what can stand there. */
const isOffer = ({ kind }: vscode.CompletionItem): boolean =>
  kind !== vscode.CompletionItemKind.Text;

/** `image` and `image:` are one offer. */
const nameOf = ({ label }: vscode.CompletionItem): string =>
  (typeof label === 'string' ? label : label.label).replace(/:\s*$/, '').trim();

const textOf = (part: string | { readonly value: string }): string =>
  typeof part === 'string' ? part : part.value;

const labelOf = ({ label }: vscode.InlayHint): string =>
  typeof label === 'string' ? label : label.map(({ value }) => value).join('');

const overlap = (a: vscode.Range, b: vscode.Range): boolean => {
  const common = a.intersection(b);
  return common !== undefined && !common.isEmpty;
};
