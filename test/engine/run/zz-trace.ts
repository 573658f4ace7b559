import { loadCompose } from '../../../server/src/compose/load.ts';
import { makeBed } from './project.ts';
const bed = await makeBed();
const engine = bed.connection.require();
let t0 = 0;
const wrap = (o: any, path: string) =>
  new Proxy(o, {
    get(t, k) {
      const v = t[k];
      if (typeof v === 'function')
        return (...a: any[]) => {
          const s = performance.now();
          const r = v.apply(t, a);
          if (r?.then)
            r.then(
              () =>
                console.log(
                  `${(s - t0).toFixed(0).padStart(5)} +${(performance.now() - s).toFixed(0).padStart(4)} ${path}${String(k)} ${(typeof a[0] === 'string' ? a[0].slice(0, 12) : a[0]?.name) ?? ''}`,
                ),
              () => 0,
            );
          return r;
        };
      if (v && typeof v === 'object') return wrap(v, path + String(k) + '.');
      return v;
    },
  });
const proxy = wrap(engine, '');
Object.defineProperty(bed.connection, 'engine', { get: () => proxy });
(bed.connection as any).require = () => proxy;
bed.connection.onEvent((e) => {
  if (e.kind === 'container' && /start|health|create$/.test(e.action) && !/exec/.test(e.action))
    console.log(
      `${(performance.now() - t0).toFixed(0).padStart(5)}       event ${e.action} ${e.attributes['name']}`,
    );
});
const model = (
  await loadCompose({ directory: '/tmp/run-oracle/six', environment: process.env as never })
).model!;
t0 = performance.now();
await bed.start(model);
console.log('total', performance.now() - t0);
await bed.down('hbrun-six');
await bed.dispose();
