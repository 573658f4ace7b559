/** What a mount is for that shows by where it is; most are `sources`. */
export type Place = 'sources' | 'configuration' | 'data' | 'seed' | 'system';

const rows: readonly {
  readonly place: Place;
  readonly source?: RegExp;
  readonly target?: RegExp;
}[] = [
  // The machine's own: no change of theirs is a change of the program's.
  {
    place: 'system',
    source: /^\/(?:proc|sys|dev|run|var\/run|boot|lib|lib64|usr\/lib)(?:\/|$)|^\/$|\.sock$/,
  },
  {
    place: 'system',
    source:
      /^\/etc\/(?:localtime|timezone|resolv\.conf|hosts|hostname|passwd|group|ssl|ca-certificates)(?:\/|$)/,
  },
  { place: 'seed', target: /\/docker-entrypoint-initdb\.d(?:\/|$)/ },
  {
    place: 'data',
    target:
      /^\/(?:var\/(?:lib|log|cache|spool|backups)|data\/db|bitnami|prometheus|loki|tempo)(?:\/|$)/,
  },
  { place: 'data', target: /^\/usr\/share\/elasticsearch\/data(?:\/|$)/ },
  { place: 'configuration', target: /^\/(?:usr\/local\/)?etc(?:\/|$)|\/conf(?:\.d)?(?:\/|$)/ },
];

export const placeOf = (source: string, target: string): Place =>
  rows.find((row) => row.source?.test(source) === true || row.target?.test(target) === true)
    ?.place ?? 'sources';
