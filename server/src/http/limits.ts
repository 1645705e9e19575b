// Understands how much one request may carry. Each limit is named in the answer that refuses it.

/** Largest JSON body, in bytes. */
export const BODY_BYTES_MAX = 1024 * 1024;
/** Largest body of POST /v1/orders, in bytes: 500 large orders. Routes ask for it with `bodyLimit`. */
export const ORDERS_BODY_BYTES_MAX = 8 * 1024 * 1024;
/** How deep JSON may nest, in levels. */
export const NESTING_LEVELS_MAX = 32;
/** Longest path parameter as it is spelled in the address: 64 characters of three bytes, percent-encoded. */
export const PARAMETER_LENGTH_MAX = 64 * 9;
/** Time that a client has to send a whole request, in milliseconds. */
export const REQUEST_MS_MAX = 60_000;
/** Time that what is in flight has to end when the server closes, in milliseconds; then its connection is cut. */
export const DRAIN_MS_MAX = 8_000;
