import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { t } from '../base/l10n.ts';
import { failureText } from '../failure-text.ts';
import { pickOne } from './input/pick.ts';

/** Opens an address where the user's browser is: over a forwarded port on a remote. */
export const openAddress = async (address: string): Promise<void> => {
  const external = await vscode.env.asExternalUri(vscode.Uri.parse(address, true));
  await vscode.env.openExternal(external);
};

/** One of several addresses, asked for only when there is a choice. */
export const pickAddress = async (addresses: readonly string[]): Promise<string | undefined> =>
  addresses.length > 1
    ? pickOne(
        t('Which address?'),
        addresses.map((address) => ({ label: address, icon: 'globe', value: address })),
      )
    : addresses[0];

/** Copies a text and says so where it does not get in the way. */
export const copyText = async (text: string): Promise<void> => {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(copy) ${t('Copied')}`, 2000);
};

export const say = (message: string): void => {
  void vscode.window.showInformationMessage(message);
};

/** Why there is nothing to choose from: the engine is not there, or `message`. */
export const sayNothing = ({ engine }: App, message: string): void => {
  const { state } = engine;
  if (state.kind === 'connected') say(message);
  else if (state.kind === 'searching') say(t('A container engine is still being looked for.'));
  else
    void vscode.window.showWarningMessage(
      failureText({ message: state.fault.message, hint: state.fault.remedy }),
    );
};

/** A record of the engine as a read-only JSON document. */
export const showRecord = async (
  app: App,
  record: { readonly noun: string; readonly name: string; readonly id: string },
  read: () => Promise<{ readonly text: string }>,
): Promise<void> => {
  const name = record.name.replace(/[/\\:*?"<>|]/g, '_');
  await app.documents.show({
    path: `/${record.noun}/${name}.json`,
    key: record.id,
    read: async () => (await read()).text,
  });
};
