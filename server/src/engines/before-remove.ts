import type { EngineConnection } from './connection-contract.ts';
import type { Engine } from './contract.ts';

/**
 * The same connection, but whoever removes a container through it waits for `before`, which sees it for
 * the last time. It must neither reject nor take long.
 */
export const beforeRemove = (
  connection: EngineConnection,
  before: (id: string) => Promise<void>,
): EngineConnection => {
  const known = new WeakMap<Engine, Engine>();
  const careful = (engine: Engine): Engine => {
    const wrapped = known.get(engine) ?? wrap(engine, before);
    known.set(engine, wrapped);
    return wrapped;
  };
  return instead(connection, {
    get engine() {
      return connection.engine && careful(connection.engine);
    },
    require: () => careful(connection.require()),
  });
};

const wrap = (engine: Engine, before: (id: string) => Promise<void>): Engine => {
  const { containers } = engine;
  const careful = instead(containers, {
    remove: async (id, options) => {
      await before(id);
      await containers.remove(id, options);
    },
  });
  return instead(engine, { containers: careful });
};

/** All of `original`, as it is at each use, but for some of it. Copies would lose what a class keeps private. */
const instead = <Original extends object>(
  original: Original,
  others: Partial<Original>,
): Original => {
  const bound = new Map<PropertyKey, unknown>();
  return new Proxy(original, {
    get: (target, name) => {
      if (name in others) return Reflect.get(others, name) as unknown;
      const value = Reflect.get(target, name, target) as unknown;
      if (typeof value !== 'function') return value;
      if (!bound.has(name)) bound.set(name, value.bind(target));
      return bound.get(name);
    },
  });
};
