import * as vscode from 'vscode';
import type { ProjectItem } from '#shared/protocol/projects';
import type { ReloadRuleItem } from '#shared/protocol/reload';
import type { SettingsFollower } from '../settings/follow-settings.ts';
import type { ExplainRules } from '../views/tooltips/add-rules.ts';

/** The rules of one project, for a tooltip that must be there before anybody points at it. */
export class KnownRules implements vscode.Disposable {
  readonly #explain: ExplainRules;
  readonly #settings: vscode.Disposable;
  readonly #changed = new vscode.EventEmitter<void>();
  #stamp = '';
  #rules: readonly ReloadRuleItem[] = [];

  /** They have come, or are others than before. */
  readonly onDidChange = this.#changed.event;

  constructor(explain: ExplainRules, settings: SettingsFollower) {
    this.#explain = explain;
    this.#settings = settings.onDidSend(() => {
      this.#stamp = '';
      this.#changed.fire();
    });
  }

  /** As far as they are known; asked for anew when the project's definition, toggles or the settings changed. */
  of(project: ProjectItem): readonly ReloadRuleItem[] {
    const stamp = stampOf(project);
    if (stamp !== this.#stamp) {
      this.#stamp = stamp;
      this.#rules = [];
      void this.#ask(project, stamp);
    }
    return this.#rules;
  }

  async #ask({ id }: ProjectItem, stamp: string): Promise<void> {
    const rules = await this.#explain(id, undefined).catch(() => []);
    if (stamp !== this.#stamp) return;
    this.#rules = rules;
    this.#changed.fire();
  }

  dispose(): void {
    this.#settings.dispose();
    this.#changed.dispose();
  }
}

const stampOf = ({ id, source, services }: ProjectItem): string =>
  JSON.stringify([
    id,
    source,
    services.map(({ name, autoRestart, drifted, declaredAt }) => [
      name,
      autoRestart,
      drifted,
      declaredAt,
    ]),
  ]);
