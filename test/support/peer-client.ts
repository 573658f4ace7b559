import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

/** The script of the server and the extension's name, put in when this is bundled. */
declare const peer: { readonly module: string; readonly name: string };

/** The least that an extension does for a language server: it starts it for compose files. */
export const activate = async ({ subscriptions }: vscode.ExtensionContext): Promise<void> => {
  const { module, name } = peer;
  const server = { module, transport: TransportKind.stdio, args: ['--stdio'] };
  const client = new LanguageClient(name, name, server, {
    documentSelector: [{ language: 'yaml' }, { language: 'dockercompose' }],
  });
  subscriptions.push(new vscode.Disposable(() => void client.stop()));
  await client.start();
};
