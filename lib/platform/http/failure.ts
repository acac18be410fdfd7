/** Why no answer came. */
export type TransportFailure =
  | 'bad_address'
  | 'port_shut'
  | 'refused_address'
  | 'fake_ip'
  | 'dns'
  | 'connect'
  | 'certificate'
  | 'tls_version'
  | 'tls'
  | 'timeout'
  | 'reset'
  | 'protocol';

/** Thrown inside the client when an address must not be connected to. */
export class AddressRefused extends Error {}

/** Thrown inside the client when our own name server answered with an address that it invented. */
export class FakeIp extends Error {}

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
};

/** The certificate was read and is not trusted: too old, for another name, signed by nobody we know. */
const CERTIFICATE =
  /^(CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE|NON_CA)|PATH_LENGTH|ERR_TLS_CERT|ERROR_IN_CERT|CRL_)|\b(?:ee|ca) key too small|ca md too weak/i;

/** No version, cipher or key exchange that both sides speak, before any certificate was judged. */
const VERSION =
  /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY|NO_CIPHER|NO_SHARED|NO_PROTOCOLS|NO_SUITABLE|UNKNOWN_PROTOCOL|UNSAFE_LEGACY_RENEGOTIATION|DH_KEY_TOO_SMALL|WRONG_SIGNATURE_TYPE|WRONG_SSL_VERSION|BAD_PROTOCOL_VERSION|WRONG_CIPHER|VERSION_TOO_LOW|LEGACY_SIGALG/;

const TLS = /^(ERR_TLS_|ERR_SSL_|EPROTO)|before secure TLS connection was established/;

function codeOf(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code !== '') return code;
  return error.cause instanceof Error ? codeOf(error.cause) : '';
}

/** The words of an error as OpenSSL's codes are written, where only its message names them. */
function asCode(message: string): string {
  return message.toUpperCase().replaceAll(' ', '_');
}

function ofTls(code: string, message: string): TransportFailure | null {
  const text = `${code}: ${message}`;
  if (CERTIFICATE.test(code) || CERTIFICATE.test(message)) return 'certificate';
  if (!TLS.test(text)) return null;
  return VERSION.test(asCode(text)) ? 'tls_version' : 'tls';
}

/** Names what went wrong on the way to or at the other side. The detail is for the merchant's eyes. */
export function classify(error: unknown): { failure: TransportFailure; detail: string } {
  if (!(error instanceof Error)) return { failure: 'reset', detail: String(error) };
  if (error.name === 'TimeoutError' || error.name === 'AbortError') {
    return { failure: 'timeout', detail: 'no complete answer in time' };
  }
  if (error instanceof AddressRefused) return { failure: 'refused_address', detail: error.message };
  if (error instanceof FakeIp) return { failure: 'fake_ip', detail: error.message };
  const code = codeOf(error);
  const detail = [code, error.message].filter((part) => part !== '').join(': ');
  if (code.startsWith('HPE_')) return { failure: 'protocol', detail };
  return { failure: ofTls(code, error.message) ?? BY_CODE[code] ?? 'reset', detail };
}
