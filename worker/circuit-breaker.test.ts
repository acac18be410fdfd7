import { beforeEach, describe, expect, it } from 'vitest';
import { type CircuitBreaker, createCircuitBreaker } from './circuit-breaker';

describe('the circuit breaker', () => {
  let time: number;
  let breaker: CircuitBreaker;

  const fail = (count: number, host = 'shop') => {
    for (let index = 0; index < count; index++) breaker.report(host, true);
  };

  beforeEach(() => {
    time = 1_000;
    breaker = createCircuitBreaker(() => time);
  });

  it('lets a host be tried through nine failures in a row', () => {
    fail(9);
    expect(breaker.waitFor('shop')).toBe(0);
  });

  it('leaves it alone for 30 s after the tenth', () => {
    fail(10);
    expect(breaker.waitFor('shop')).toBe(30_000);
    time += 29_000;
    expect(breaker.waitFor('shop')).toBe(1_000);
  });

  it('does not hold one host for what another did', () => {
    fail(10);
    expect(breaker.waitFor('other')).toBe(0);
  });

  it('begins to count again after a success', () => {
    fail(9);
    breaker.report('shop', false);
    fail(9);
    expect(breaker.waitFor('shop')).toBe(0);
  });

  it('lets exactly one attempt find out whether the host is back', () => {
    fail(10);
    time += 30_000;
    expect(breaker.waitFor('shop')).toBe(0);
    expect(breaker.waitFor('shop')).toBe(5_000);
    breaker.report('shop', false);
    expect(breaker.waitFor('shop')).toBe(0);
    expect(breaker.waitFor('shop')).toBe(0);
  });

  it('waits another 30 s when that one fails too', () => {
    fail(10);
    time += 30_000;
    breaker.waitFor('shop');
    fail(1);
    expect(breaker.waitFor('shop')).toBe(30_000);
  });

  it('forgets the oldest host when it would remember more than 10 000', () => {
    fail(10, 'oldest');
    for (let index = 0; index < 10_000; index++) fail(1, `host-${index}`);
    expect(breaker.waitFor('oldest')).toBe(0);
  });
});
