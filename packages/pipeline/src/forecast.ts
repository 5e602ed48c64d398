/** What a migration takes, foretold: nothing is sent, and no folder is opened. */
export { type HelpdeskCounts, readCounts } from './plan/forecast/counts.ts';
export {
  type Forecast,
  type ForecastConfig,
  forecastCounts,
  type PhaseForecast,
} from './plan/forecast/forecast.ts';
