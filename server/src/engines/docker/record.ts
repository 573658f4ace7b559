import * as z from 'zod/mini';

/**
 * Schemas for what engines send. Podman leaves out fields that Docker sends, Docker sends `null` for
 * empty lists, and versions add fields: each part falls back to its empty value by itself, so that
 * one odd field never hides a whole container.
 */
export const text = z.catch(z.string(), '');
export const number = z.catch(z.number(), 0);
export const flag = z.catch(z.boolean(), false);
export const texts = z.catch(z.array(z.string()), []);
export const labels = z.catch(z.record(z.string(), z.string()), {});
export const listOf = <Schema extends z.ZodMiniType>(
  item: Schema,
): z.ZodMiniCatch<z.ZodMiniArray<Schema>> => z.catch(z.array(item), []);
export const mapOf = <Schema extends z.ZodMiniType>(
  item: Schema,
): z.ZodMiniCatch<z.ZodMiniRecord<z.ZodMiniString, Schema>> =>
  z.catch(z.record(z.string(), item), {});
export const maybe = <Schema extends z.ZodMiniType>(
  item: Schema,
): z.ZodMiniCatch<z.ZodMiniOptional<Schema>> => z.catch(z.optional(item), undefined);

/** A record of the engine's that is handed on as it is. */
export const anyRecord = z.record(z.string(), z.unknown());

/** The engine's times are RFC 3339; its zero time (year 1) means "never". */
export const timeMs = (value: string | undefined): number | undefined => {
  const time = value === undefined ? Number.NaN : Date.parse(value);
  return Number.isNaN(time) || time <= 0 ? undefined : time;
};
