import { referencePage } from '../../catalog/reference-page.ts';
import { serviceAdvice } from '../advice.ts';

/** Names of containers are the whole engine's. */
export const containerNameTaken = serviceAdvice(
  {
    code: 'container-name-taken',
    severity: 'warning',
    summary: 'Another container on the engine has the name of this one.',
    url: referencePage('services', 'container_name'),
  },
  function* (service, name, { model, facts: { engine } }) {
    const { container_name: wanted } = service;
    if (wanted === undefined) return;
    const holder = engine?.everyContainer.find((each) => each.name === wanted);
    const { compose } = holder ?? {};
    // Its own is replaced, or started.
    if (holder === undefined || (compose?.project === model.name && compose.service === name))
      return;
    const whose =
      compose === undefined
        ? 'a container of no project'
        : `service "${compose.service}" of project "${compose.project}"`;
    yield {
      at: ['services', name, 'container_name'],
      message: `The name "${wanted}" is taken on the engine, by ${whose} (${holder.status}): starting "${name}" fails.`,
      hint: 'Remove or rename that container, or leave `container_name` out.',
    };
  },
);
