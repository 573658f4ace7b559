import * as z from 'zod/mini';
import type { PanelState } from '#shared/panels/panel';

/** The hint travels in the `data` of a JSON-RPC error, or on the error itself. */
const withHint = z.object({ hint: z.string() });
const withData = z.object({ data: withHint });

/** Says in the panel why a stream could not be opened. */
export const stateOfError = (error: unknown): PanelState => {
  const message = error instanceof Error ? error.message : String(error);
  const hint = withData.safeParse(error).data?.data.hint ?? withHint.safeParse(error).data?.hint;
  return { kind: 'unavailable', message, ...(hint !== undefined && { hint }) };
};
