import { keys } from '../../shared/keys.mjs';
import { openRedis } from '../../shared/redis.mjs';

const redis = await openRedis();
console.log('the worker waits for entries');

for (;;) {
  // Waits in Redis, not here: an entry is handled the moment it is written.
  const [, text] = await redis.send('BRPOP', keys.incoming, 0);
  const entry = JSON.parse(text);
  const words = entry.message.split(/\s+/).filter(Boolean).length;
  const handled = { ...entry, words, writtenAt: new Date().toISOString() };
  await redis.send('LPUSH', keys.entries, JSON.stringify(handled));
  await redis.send('LTRIM', keys.entries, 0, 199);
  console.log(`put up ${words} words by ${entry.name}`);
}
