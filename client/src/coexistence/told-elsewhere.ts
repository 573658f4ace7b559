import * as vscode from 'vscode';
import type { HandleDiagnosticsSignature } from 'vscode-languageclient/node';
import { hasPeers } from './peers.ts';

interface Told {
  readonly uri: vscode.Uri;
  readonly own: readonly vscode.Diagnostic[];
  readonly show: HandleDiagnosticsSignature;
  shown: readonly vscode.Diagnostic[];
}

const source = 'HyperBox';

/**
 * Leaves out what another extension says of the same place: that the text is no YAML, or against the
 * schema. What only HyperBox knows stays, and so do the fixes of what is left out.
 */
export class ToldElsewhere implements vscode.Disposable {
  readonly #told = new Map<string, Told>();
  readonly #listening = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    for (const uri of uris) this.#look(String(uri));
  });

  handle(
    uri: vscode.Uri,
    diagnostics: readonly vscode.Diagnostic[],
    next: HandleDiagnosticsSignature,
  ): void {
    const shown = notElsewhere(uri, diagnostics);
    if (diagnostics.length === 0) this.#told.delete(String(uri));
    else this.#told.set(String(uri), { uri, own: diagnostics, show: next, shown });
    next(uri, [...shown]);
  }

  /** What is left out there, for which there may be a fix. */
  hidden(uri: vscode.Uri, range: vscode.Range): readonly vscode.Diagnostic[] {
    const told = this.#told.get(String(uri));
    if (told === undefined) return [];
    const { own, shown } = told;
    return own.filter(
      (each) => !shown.includes(each) && each.range.intersection(range) !== undefined,
    );
  }

  /** The others have found something, or nothing any more. */
  #look(key: string): void {
    const told = this.#told.get(key);
    if (told === undefined) return;
    const now = notElsewhere(told.uri, told.own);
    const { shown } = told;
    if (now.length === shown.length && now.every((each, index) => each === shown[index])) return;
    told.shown = now;
    told.show(told.uri, [...now]);
  }

  dispose(): void {
    this.#listening.dispose();
  }
}

const notElsewhere = (
  uri: vscode.Uri,
  own: readonly vscode.Diagnostic[],
): readonly vscode.Diagnostic[] => {
  if (!own.some(isOfFormat) || !hasPeers()) return own;
  const others = vscode.languages
    .getDiagnostics(uri)
    .filter((each) => each.source !== source && isSevere(each));
  return own.filter(
    (each) =>
      !isOfFormat(each) ||
      !others.some(({ range }) => range.intersection(each.range) !== undefined),
  );
};

const isSevere = ({ severity }: vscode.Diagnostic): boolean =>
  severity === vscode.DiagnosticSeverity.Error || severity === vscode.DiagnosticSeverity.Warning;

const isOfFormat = ({ code }: vscode.Diagnostic): boolean =>
  /^(?:schema|yaml-)/.test(String(typeof code === 'object' ? code.value : code));
