import { isDeepStrictEqual } from 'node:util';
import type { ComposeBuild, ComposeModel } from '../compose/model.ts';
import type { ServicePlan } from './plan.ts';

/**
 * How the images of services are built. A compose file that says it otherwise (`target`, `args`) asks
 * for another image, not only for another container.
 */
export class Builds {
  readonly #known = new Map<string, ComposeBuild | undefined>();

  /** The project as it was when it came to be followed; only the first time counts. */
  begin(model: ComposeModel): void {
    if (this.#known.size > 0) return;
    for (const name of Object.keys(model.services)) this.know(name, model);
  }

  /** A service as it was made. */
  know(service: string, model: ComposeModel): void {
    this.#known.set(service, model.services[service]?.build);
  }

  /** The plan, with a build if that is what the new definition means. */
  planFor(service: string, plan: ServicePlan, model: ComposeModel): ServicePlan {
    const build = model.services[service]?.build;
    const isOther = this.#known.has(service) && !isDeepStrictEqual(this.#known.get(service), build);
    if (!plan.recreate || plan.rebuild || build === undefined || !isOther) return plan;
    return { ...plan, rebuild: true, action: 'rebuild' };
  }
}
