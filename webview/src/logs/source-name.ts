import { h } from '../base/dom.ts';

/** A service's name, after its project's where it has that. What has too little room is cut there first. */
export const sourceName = (source: string): readonly (Node | string)[] => {
  const end = source.indexOf('/') + 1;
  if (end === 0) return [source];
  return [
    h('span', { class: 'of-project' }, source.slice(0, end)),
    h('span', { class: 'of-service' }, source.slice(end)),
  ];
};
