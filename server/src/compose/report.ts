import type { Finding, Severity } from './finding.ts';
import { rangeOf, type Origin } from './yaml/source.ts';
import type { Path, TreeNode } from './yaml/tree.ts';

/** Nobody reads more; a generated file may hold the same mistake a hundred thousand times. */
const maxFindings = 1000;
/** A message may hold a value of the file, and that may be as long as the file. */
const maxMessage = 2000;

export interface ReportOptions {
  readonly severity?: Severity;
  readonly hint?: string | undefined;
  readonly path?: Path | undefined;
  readonly related?: readonly { readonly message: string; readonly origin: Origin }[];
  /** The value in question; nothing is said of one that has been found wrong before. */
  readonly node?: TreeNode | undefined;
}

/**
 * Collects what the loader finds. A value that was found wrong is marked as broken, so that the
 * steps after do not complain of the same thing in other words.
 */
export class Report {
  readonly #findings = new Map<string, Finding>();
  #onlySyntax = false;
  /** Whether a date without quotes was read, which no attribute takes. */
  hasDates = false;

  get findings(): readonly Finding[] {
    return [...this.#findings.values()];
  }

  get hasErrors(): boolean {
    return this.findings.some(({ severity }) => severity === 'error');
  }

  /** From now on only what is wrong with the text of files counts, not with what they say. */
  onlySyntax(): void {
    this.#onlySyntax = true;
  }

  at(origin: Origin, code: string, message: string, options: ReportOptions = {}): void {
    const { severity = 'error', hint, path, related, node } = options;
    if (node?.broken === true) return;
    if (node !== undefined && severity === 'error') node.broken = true;
    this.add({
      code,
      severity,
      message: message.length > maxMessage ? `${message.slice(0, maxMessage)}…` : message,
      range: rangeOf(origin),
      ...(hint !== undefined && { hint }),
      ...(path !== undefined && { at: path }),
      ...(related !== undefined && {
        related: related.map((entry) => ({
          message: entry.message,
          range: rangeOf(entry.origin),
        })),
      }),
    });
  }

  /** The same finding at the same place counts once: an anchor may be used many times. */
  add(finding: Finding): void {
    const { code, range, message } = finding;
    if (this.#onlySyntax && !/^(yaml|file|env-file)-/.test(code)) return;
    const key = `${range.path}:${range.start.line}:${range.start.character}:${code}:${message}`;
    if (this.#findings.size < maxFindings && !this.#findings.has(key)) {
      this.#findings.set(key, finding);
    }
  }
}
