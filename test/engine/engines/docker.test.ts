import { busyboxImage, connectEngine } from '../../support/engine.ts';
import { describeConformance } from './conformance.ts';

describeConformance("The machine's engine", async () => {
  const engine = await connectEngine();
  return { engine, image: await busyboxImage(engine) };
});
