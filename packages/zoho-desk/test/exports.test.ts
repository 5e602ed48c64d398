import { expect, test } from 'vitest';
import * as zohoDesk from '../src/index.ts';

test('the public names', () => {
  expect(Object.keys(zohoDesk).toSorted()).toMatchInlineSnapshot(`
    [
      "AnswerError",
      "AuthenticationError",
      "ConfigurationError",
      "CreditsExhaustedError",
      "DATA_CENTRES",
      "DownloadError",
      "FLAT_PRICES",
      "ForeignHostError",
      "LIST_TIERS",
      "NotFoundError",
      "PLANS",
      "PagedList",
      "PermissionError",
      "ScanIncompleteError",
      "ScopeError",
      "Secret",
      "ServerError",
      "ThrottledError",
      "TokenRefreshError",
      "TransportError",
      "ValidationError",
      "ZdjsmError",
      "ZohoDeskError",
      "countOf",
      "createBottleneckLimiter",
      "createZohoDesk",
      "isTrue",
      "openJournalFile",
      "priceOfListing",
    ]
  `);
});
