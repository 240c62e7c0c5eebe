import autocannon from 'autocannon';

/** Posts the bodies in turn over so many connections. @returns answers and their milliseconds */
export async function load({ url, headers, bodies, connections, seconds }) {
  let nth = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        headers,
        setupRequest: request => ({ ...request, body: bodies(nth++) }),
      },
    ],
  });
  const wrong = result.errors + result.timeouts + result.non2xx;
  if (wrong > 0) throw new Error(`${url}: ${wrong} of ${result.requests.sent} requests were not taken`);
  return {
    perSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}
