import { InsertTextFormat, type CompletionItem } from 'vscode-languageserver';

/** For an editor that fills in no snippets: the text with what they propose in it. */
export const withoutSnippet = (item: CompletionItem): CompletionItem => {
  if (item.insertTextFormat !== InsertTextFormat.Snippet) return item;
  const insertText = (item.insertText ?? item.label)
    .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d+|\$\{\d+\}/g, '')
    .replace(/\\([$}\\])/g, '$1');
  return { ...item, insertText, insertTextFormat: InsertTextFormat.PlainText };
};
