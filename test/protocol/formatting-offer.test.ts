import assert from 'node:assert/strict';
import type { ClientCapabilities, RegistrationParams } from 'vscode-languageserver/node';
import { startEditor } from '../support/compose-editor.ts';

describe('formatting', () => {
  const offered = async (textDocument: ClientCapabilities['textDocument'] = {}) => {
    const editor = await startEditor({ textDocument });
    try {
      const registered = new Promise<RegistrationParams>((resolve) => {
        editor.client.onRequest('client/registerCapability', (params: RegistrationParams) => {
          resolve(params);
          return null;
        });
      });
      await editor.client.sendNotification('initialized', {});
      const { documentFormattingProvider } = editor.language.initialize({ textDocument });
      if (documentFormattingProvider === true) return 'everywhere';
      const { registrations } = await registered;
      return registrations.map(({ method, registerOptions }) => [
        method,
        JSON.stringify(registerOptions).includes('"language":"dockercompose"'),
      ]);
    } finally {
      editor.dispose();
    }
  };

  it('is offered for compose files alone, where the editor can be told so', async () => {
    assert.deepEqual(
      await offered({
        formatting: { dynamicRegistration: true },
        rangeFormatting: { dynamicRegistration: true },
      }),
      [
        ['textDocument/formatting', true],
        ['textDocument/rangeFormatting', true],
      ],
    );
    assert.equal(await offered(), 'everywhere');
  });
});
