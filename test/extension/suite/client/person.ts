import * as vscode from 'vscode';

type Answer = string | undefined | readonly vscode.Uri[];

/**
 * A person who answers what commands ask, in order, and remembers what was said. Clicks on the real
 * dialogs are tested from outside; here it is the commands that are looked at.
 */
export class Person {
  /** What was asked and said, each on its own line. */
  readonly heard: string[] = [];
  readonly errors: string[] = [];
  readonly opened: string[] = [];
  #answers: Answer[] = [];
  readonly #restore: (() => void)[] = [];

  constructor() {
    const { window, env } = vscode;
    this.#replace(window, 'showErrorMessage', (message) => {
      this.errors.push(String(message));
    });
    this.#replace(window, 'showInformationMessage', (message, ...buttons) => {
      this.heard.push(String(message));
      return buttons.includes(this.#answers[0]) ? this.#answers.shift() : undefined;
    });
    this.#replace(window, 'showWarningMessage', (message, options) => {
      const detail = (options as vscode.MessageOptions | undefined)?.detail ?? '';
      this.heard.push(`${String(message)}\n${detail}`);
      return this.#answers.shift();
    });
    this.#replace(window, 'showInputBox', (options) => this.#type(options));
    this.#replace(window, 'showQuickPick', (items, options) => this.#pick(items, options));
    this.#replace(window, 'showOpenDialog', () => this.#answers.shift());
    this.#replace(env, 'openExternal', (uri) => {
      this.opened.push((uri as vscode.Uri).toString(true));
      return true;
    });
  }

  /** What the next questions get; `undefined` is going away. */
  willSay(...answers: readonly Answer[]): void {
    this.#answers = [...answers];
  }

  leave(): void {
    for (const restore of this.#restore) restore();
  }

  async #type(options: unknown): Promise<Answer> {
    const answer = this.#answers.shift();
    const box = options as vscode.InputBoxOptions;
    const refusal = typeof answer === 'string' ? await box.validateInput?.(answer) : undefined;
    if (typeof refusal === 'string') this.heard.push(refusal);
    return refusal === undefined || refusal === null ? answer : undefined;
  }

  /** Picks by label; several are an answer with commas. */
  async #pick(items: unknown, options: unknown): Promise<unknown> {
    const choices = (await items) as readonly vscode.QuickPickItem[];
    this.heard.push(choices.map(({ label }) => label).join('\n'));
    const answer = this.#answers.shift();
    if ((options as vscode.QuickPickOptions | undefined)?.canPickMany === true) {
      if (typeof answer !== 'string') return undefined;
      const labels = answer.split(',');
      return choices.filter(({ label }) => labels.includes(label));
    }
    return choices.find(({ label }) => label === answer);
  }

  #replace<T extends object>(
    owner: T,
    name: keyof T & string,
    answer: (...args: readonly unknown[]) => unknown,
  ): void {
    const before = owner[name];
    Object.assign(owner, {
      [name]: (...args: readonly unknown[]) => Promise.resolve(answer(...args)),
    });
    this.#restore.push(() => Object.assign(owner, { [name]: before }));
  }
}
