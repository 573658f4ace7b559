import * as vscode from 'vscode';
import { codeSpan } from '../../format/markdown.ts';

/** Builds a Markdown tooltip; whatever comes from outside goes in as text, never as Markdown. */
export class Tooltip {
  readonly markdown = new vscode.MarkdownString('', true);

  constructor(title: string, subtitle?: string) {
    this.markdown.isTrusted = { enabledCommands: ['hyperbox.openAddress'] };
    this.markdown.appendMarkdown('**').appendText(title).appendMarkdown('**');
    if (subtitle !== undefined) this.markdown.appendText(` ${subtitle}`);
    this.markdown.appendMarkdown('\n\n');
  }

  /** A line "name: value"; nothing when there is no value. */
  field(name: string, value: string | undefined): this {
    if (value === undefined || value === '') return this;
    this.markdown.appendText(`${name}: `).appendMarkdown(codeSpan(value)).appendMarkdown('  \n');
    return this;
  }

  text(value: string | undefined): this {
    if (value !== undefined && value !== '') {
      this.markdown.appendText(value).appendMarkdown('  \n');
    }
    return this;
  }

  /** A line "name" with an item a line below it. */
  list(name: string, values: readonly string[]): this {
    if (values.length === 0) return this;
    this.markdown.appendMarkdown('\n').appendText(name).appendMarkdown('\n');
    for (const value of values) this.markdown.appendMarkdown(`- ${codeSpan(value)}\n`);
    this.markdown.appendMarkdown('\n');
    return this;
  }

  /** Links that open through the remote's port forwarding, where there is a remote. */
  addresses(name: string, addresses: readonly string[]): this {
    if (addresses.length === 0) return this;
    this.markdown.appendText(`${name}: `);
    const links = addresses.map((address) => {
      const argument = encodeURIComponent(JSON.stringify([address]));
      return `[${address}](command:hyperbox.openAddress?${argument})`;
    });
    this.markdown.appendMarkdown(links.join(', ')).appendMarkdown('  \n');
    return this;
  }
}
