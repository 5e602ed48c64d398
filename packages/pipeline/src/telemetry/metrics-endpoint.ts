import type { MeterProvider } from '@opentelemetry/api';
import { ConfigurationError } from '@zdjsm/core';

/** A server of figures for Prometheus, as long as it is open. */
export interface MetricsEndpoint {
  readonly url: string;
  /** Give it to a migration as `telemetry: { meterProvider }`. */
  readonly meterProvider: MeterProvider;
  close(): Promise<void>;
}

/** Where it listens. */
export interface MetricsEndpointOptions {
  readonly port: number;
  /** Default 127.0.0.1: whoever reaches it can read it. */
  readonly host?: string | undefined;
}

/** Serves the figures at `/metrics`, in the text format that Prometheus reads. */
export async function openMetricsEndpoint({
  port,
  host = '127.0.0.1',
}: MetricsEndpointOptions): Promise<MetricsEndpoint> {
  // Loaded by those who use it.
  const [{ PrometheusExporter }, { resourceFromAttributes }, { MeterProvider: Provider }] =
    await Promise.all([
      import('@opentelemetry/exporter-prometheus'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-metrics'),
    ]);
  const exporter = new PrometheusExporter({
    port,
    host,
    preventServerStart: true,
    withoutScopeInfo: true,
  });
  const meterProvider = new Provider({
    readers: [exporter],
    resource: resourceFromAttributes({ 'service.name': 'zdjsm' }),
  });
  try {
    await exporter.startServer();
  } catch (cause) {
    await meterProvider.shutdown();
    throw new ConfigurationError({
      setting: '--metrics-port',
      message: `${host}:${port} can't be listened on`,
      remedy: 'Choose a port that nothing else uses: each worker of a machine needs its own.',
      cause,
    });
  }
  return {
    url: `http://${host}:${port}/metrics`,
    meterProvider,
    close: () => meterProvider.shutdown(),
  };
}
