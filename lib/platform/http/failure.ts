/** Why no answer came. */
export type TransportFailure =
  | 'bad_address'
  | 'refused_address'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'reset'
  | 'protocol';

/** Thrown inside the client when an address must not be connected to. */
export class AddressRefused extends Error {}

const BY_CODE: Record<string, TransportFailure> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  ENODATA: 'dns',
  ESERVFAIL: 'dns',
  UND_ERR_CONNECT_TIMEOUT: 'connect',
  ECONNREFUSED: 'connect',
  EHOSTUNREACH: 'connect',
  ENETUNREACH: 'connect',
  EADDRNOTAVAIL: 'connect',
  ETIMEDOUT: 'connect',
  EPROTO: 'tls',
  EPIPE: 'reset',
  ECONNRESET: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_ABORTED: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'protocol',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset',
};

const TLS_CODE = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA)/;

function codeOf(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code !== '' && code !== 'UND_ERR_SOCKET') return code;
  return error.cause instanceof Error ? codeOf(error.cause) || code : code;
}

/** Names what went wrong on the way to or at the other side. The detail is for the merchant's eyes. */
export function classify(error: unknown): { failure: TransportFailure; detail: string } {
  if (!(error instanceof Error)) return { failure: 'reset', detail: String(error) };
  if (error.name === 'TimeoutError' || error.name === 'AbortError') {
    return { failure: 'timeout', detail: 'no complete answer in time' };
  }
  if (error instanceof AddressRefused) return { failure: 'refused_address', detail: error.message };
  const code = codeOf(error);
  const detail = [code, error.message].filter((part) => part !== '').join(': ');
  if (TLS_CODE.test(code)) return { failure: 'tls', detail };
  if (error.name === 'HTTPParserError' || code.startsWith('HPE_')) return { failure: 'protocol', detail };
  return { failure: BY_CODE[code] ?? 'reset', detail };
}
