import type { ReloadSettings } from '#shared/protocol/workspace';
import type { LoadResult } from '../compose/load-contract.ts';
import type { ComposeModel } from '../compose/model.ts';
import { hasErrors } from '../projects/entry.ts';
import { hostPathOf, type HostPath } from './host-path.ts';
import { readReloadFacts } from './read-facts.ts';
import { reloadRules } from './rules/index.ts';
import type { ImageFacts, ReloadFacts, RulesInput } from './rules/input.ts';
import type { ReloadRule } from './rules/rule.ts';

interface RuleSourceOptions {
  /** The project's files as they are now; the same object as long as they are the same. */
  readonly load: () => Promise<LoadResult>;
  readonly settings: () => ReloadSettings;
  /** What the images run of services that do not say it themselves. */
  readonly images: (model: ComposeModel) => Promise<ReadonlyMap<string, ImageFacts>>;
  readonly ignored: () => ((file: string) => boolean) | undefined;
}

export interface RulesNow {
  readonly model: ComposeModel;
  readonly rules: readonly ReloadRule[];
  /** What they were made of beside the compose files. */
  readonly read: readonly string[];
  /** Which files those are that a service's programs name. */
  hostPath(service: string): HostPath;
}

interface Made extends RulesNow {
  readonly facts: ReloadFacts;
  readonly settings: ReloadSettings;
  readonly images: string;
}

/** The rules of one project as of now. What they are made of is read again when it has changed. */
export class RuleSource {
  readonly #options: RuleSourceOptions;
  #facts: { readonly loaded: LoadResult; readonly facts: ReloadFacts } | undefined;
  #made: Made | undefined;

  constructor(options: RuleSourceOptions) {
    this.#options = options;
  }

  /** As they were when they were last asked for. */
  get last(): RulesNow | undefined {
    return this.#made;
  }

  /** To be told of each file that changed, before the rules are asked for again. */
  fileChanged(path: string): void {
    if (this.#facts?.facts.read.includes(path) === true) this.#facts = undefined;
  }

  /**
   * While the project's files cannot be used, what they said when they last could: what runs was made by
   * that. `undefined` when they never could.
   */
  async current(): Promise<RulesNow | undefined> {
    const loaded = await this.#options.load();
    const { model, inputs } = loaded;
    if (model === undefined || hasErrors(loaded)) return this.#made;
    if (this.#facts?.loaded !== loaded) {
      this.#facts = { loaded, facts: await readReloadFacts(model) };
    }
    const { facts } = this.#facts;
    const settings = this.#options.settings();
    const found = await this.#options.images(model);
    const images = JSON.stringify([...found]);
    const before = this.#made;
    if (before?.facts === facts && before.settings === settings && before.images === images) {
      return before;
    }
    const ignored = this.#options.ignored();
    const input: RulesInput = {
      ...{ ...facts, model, inputs, locate: (at) => loaded.locate(at), images: found },
      overrides: settings.services,
      ...(ignored !== undefined && { ignored }),
    };
    const made: Made = {
      ...{ model, rules: reloadRules(input), read: facts.read, facts, settings, images },
      hostPath: (service) => hostPathOf(input, service),
    };
    this.#made = made;
    return made;
  }
}
