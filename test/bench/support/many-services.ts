/** A project of `count` services as people write them: half built, half pulled, in layers. */
export const manyServices = (count: number): string =>
  [
    'x-common: &common',
    '  restart: unless-stopped',
    '  logging: { driver: json-file, options: { max-size: 10m } }',
    'services:',
    ...Array.from({ length: count }, (_, index) => service(index)),
    'networks:',
    ...Array.from({ length: networks }, (_, index) => `  net${index}: {}`),
    'volumes:',
    ...Array.from({ length: count }, (_, index) => `  data${index}: {}`),
    '',
  ].join('\n');

const networks = 8;

const service = (index: number): string => `  service${index}:
    <<: *common
    ${index % 2 === 0 ? `image: registry.example.com/team/service${index}:1.${index}` : `build: { context: ., args: { PART: part${index} } }`}
    command: ["serve", "--port", "8080", "--name", "service${index}"]
    environment:
      LOG_LEVEL: \${LOG_LEVEL:-info}
      DATABASE_URL: postgres://app:\${PASSWORD:-secret}@service0:5432/db${index}
      NUMBER: "${index}"
    ports: ["${10_000 + index}:8080"]
    volumes:
      - data${index}:/var/lib/data
      - ./config:/etc/service:ro
    networks: [net${index % networks}]
    labels:
      com.example.part: "${index}"
    healthcheck:
      test: ["CMD", "wget", "-q", "-O", "-", "http://localhost:8080/health"]
      interval: 10s
      timeout: 3s
      retries: 3${index === 0 ? '' : `\n    depends_on:\n      service${Math.floor(index / 2)}: { condition: service_healthy }`}`;
