import type { EndpointItem, EngineFault } from '#shared/protocol/engine';
import { endpointId } from '#shared/protocol/ids';
import * as z from 'zod/mini';
import type { Endpoint } from './contract.ts';

export const okItem = ({ id, label, address }: Endpoint): EndpointItem => ({
  id: z.parse(endpointId, id),
  label,
  address,
  status: { kind: 'ok' },
});

export const brokenItem = (endpoint: Endpoint, fault: EngineFault): EndpointItem => ({
  ...okItem(endpoint),
  status: { kind: 'broken', fault },
});
