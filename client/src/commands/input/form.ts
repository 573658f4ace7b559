import * as vscode from 'vscode';
import type { Check } from './checks.ts';

export interface FormStep {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly check: Check;
}

type Answer = { readonly kind: 'next'; readonly text: string } | { readonly kind: 'back' | 'gone' };

/**
 * Asks one thing after another, with a way back; what was typed is kept while going back and forth.
 * The answers are in the order of the steps; `undefined` when the user has gone away.
 */
export const askForm = async <Key extends string>(
  title: string,
  steps: Readonly<Record<Key, FormStep>>,
): Promise<Readonly<Record<Key, string>> | undefined> => {
  const keys = Object.keys(steps) as Key[];
  const answers: Partial<Record<Key, string>> = {};
  let index = 0;
  while (index < keys.length) {
    const key = keys[index];
    if (key === undefined) break;
    const place = { title, step: index + 1, totalSteps: keys.length, value: answers[key] ?? '' };
    const answer = await askStep(steps[key], place);
    if (answer.kind === 'gone') return undefined;
    if (answer.kind === 'next') answers[key] = answer.text;
    index += answer.kind === 'next' ? 1 : -1;
  }
  return answers as Record<Key, string>;
};

interface Place {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly value: string;
}

const askStep = (step: FormStep, place: Place): Promise<Answer> =>
  new Promise((resolve) => {
    const box = Object.assign(vscode.window.createInputBox(), {
      ...place,
      prompt: step.prompt,
      placeholder: step.placeholder ?? '',
      ignoreFocusOut: true,
      buttons: place.step > 1 ? [vscode.QuickInputButtons.Back] : [],
    });
    const end = (answer: Answer): void => {
      // Resolved first: hiding the box says "gone", which then is too late to count.
      resolve(answer);
      box.dispose();
    };
    const check = (): boolean => {
      const message = step.check(box.value.trim());
      box.validationMessage = message ?? '';
      return message === undefined;
    };
    box.onDidChangeValue(check);
    box.onDidAccept(() => {
      if (check()) end({ kind: 'next', text: box.value.trim() });
    });
    box.onDidTriggerButton(() => {
      end({ kind: 'back' });
    });
    box.onDidHide(() => {
      end({ kind: 'gone' });
    });
    box.show();
  });
