export * from './callbacks';
export * from './catalogue';
export * from './collection';
export * from './ledger';
export * from './merchants';
export * from './orders';
export * from './quick-pay';
export * from './runtime';
