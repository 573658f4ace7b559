import type { ComposeConfig, ConfigView, ExplicitProject } from '#shared/protocol/compose';
import { showConfig } from './config-view.ts';
import { explicitRequest } from './explicit-request.ts';

export interface ConfigParams extends ExplicitProject {
  readonly view: ConfigView;
  readonly format: 'yaml' | 'json';
  readonly interpolate?: boolean | undefined;
  readonly services?: readonly string[] | undefined;
}

/** Shows projects that are named by their files. */
export class ComposeConfigs {
  readonly #environment: Readonly<Record<string, string | undefined>>;

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#environment = environment;
  }

  show(params: ConfigParams): Promise<ComposeConfig> {
    const { view, format, interpolate, services } = params;
    return showConfig({
      ...explicitRequest(params, this.#environment),
      view,
      format,
      ...(interpolate !== undefined && { interpolate }),
      ...(services !== undefined && { services }),
    });
  }
}
