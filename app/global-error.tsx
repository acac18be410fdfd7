'use client';

/** When even the frame of the page broke there is no language and no style to rely on. */
export default function GlobalFault({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="zh-CN">
      <body style={{ fontFamily: 'system-ui, sans-serif', padding: '4rem 1.5rem', textAlign: 'center' }}>
        <title>Matou</title>
        <main>
          <h1>页面出错了 · Something broke</h1>
          <p>收款不受影响。请刷新页面重试。 · Payments are not affected. Please reload the page.</p>
          <p>{error.digest}</p>
        </main>
      </body>
    </html>
  );
}
