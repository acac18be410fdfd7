export * from './callbacks';
export * from './collection';
export * from './merchants';
export * from './orders';
export * from './runtime';
