/** Translations that the host left in the page; English is its own key, as in `vscode.l10n`. */
const readTexts = (): Readonly<Record<string, unknown>> => {
  // What only says texts can be run without a page.
  if (typeof document === 'undefined') return {};
  const json = document.getElementById('texts')?.textContent ?? '{}';
  const texts: unknown = JSON.parse(json);
  return typeof texts === 'object' && texts !== null ? (texts as Record<string, unknown>) : {};
};

let texts: Readonly<Record<string, unknown>> | undefined;

/** The text in the user's language, with `{0}`, `{1}`, … filled in. */
export const t = (message: string, ...values: readonly (string | number)[]): string => {
  texts ??= readTexts();
  const known = texts[message];
  const pattern = typeof known === 'string' ? known : message;
  return pattern.replaceAll(/\{(\d+)\}/g, (whole, digits: string) =>
    String(values[Number(digits)] ?? whole),
  );
};
