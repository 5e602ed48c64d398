import { expect, test } from 'vitest';
import * as jsm from '../src/index.ts';

test('the public names', () => {
  expect(Object.keys(jsm).toSorted()).toMatchInlineSnapshot(`
    [
      "ATTRIBUTION_PROPERTY",
      "AtlassianError",
      "AuthenticationError",
      "ConfigurationError",
      "ConflictError",
      "DuplicateMarkerError",
      "HiddenCustomerError",
      "InvalidDocumentError",
      "NotFoundError",
      "PagedList",
      "PermissionError",
      "RateLimitError",
      "RequestIncompleteError",
      "RequestTypeError",
      "ServerError",
      "TooLargeError",
      "TransportError",
      "UnexpectedAnswerError",
      "UnreachableStatusError",
      "UnresolvedWriteError",
      "ValidationError",
      "VisibilityError",
      "ZdjsmError",
      "appUserToken",
      "attributionProperty",
      "createBottleneckLimiter",
      "createJsm",
      "createSlotLimiter",
      "openJournalFile",
      "tokenVault",
      "withAttribution",
    ]
  `);
});
