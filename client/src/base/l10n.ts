type Translate = (message: string, ...args: (string | number)[]) => string;

const format: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));

let translate: Translate = format;

/**
 * Every text a person reads goes through here. It stands between us and `vscode.l10n` so that what
 * makes words from states runs outside VS Code too; activation hands in the real translation.
 */
export const t: Translate = (message, ...args) => translate(message, ...args);

export const setTranslation = (next: Translate): void => {
  translate = next;
};
