import Crypto
import Foundation

/// The one style sheet of the pages, and what browsers are told about them.
enum PageStyle {
  static let sheet = """
    :root { color-scheme: light; --line: #e3ded3; --ink: #222; --soft: #666; --good: #18794e;
      --bad: #b42318; --wait: #b54708; }
    * { box-sizing: border-box; }
    body { margin: 0; background: #f6f3ec; color: var(--ink);
      font: 16px/1.6 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif; }
    main { max-width: 44rem; margin: 0 auto; padding: 1rem; }
    header, footer { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem 1rem;
      color: var(--soft); font-size: .875rem; padding: .5rem .25rem; }
    a { color: #1d4ed8; }
    article { background: #fff; border: 1px solid var(--line); border-radius: .75rem; overflow: hidden; overflow-wrap: anywhere; }
    .standing { padding: 1.25rem; color: #fff; }
    .standing h1 { margin: 0; font-size: 1.5rem; line-height: 1.3; }
    .standing p { margin: .25rem 0 0; }
    .valid { background: var(--good); } .revoked, .unproven, .unknown { background: var(--bad); }
    .suspended, .expired { background: var(--wait); }
    .award { padding: 1.25rem 1.25rem 0; }
    .award p { margin: 0; color: var(--soft); } .award h2 { margin: .1rem 0 0; font-size: 1.75rem; line-height: 1.3; }
    dl { margin: 0; padding: 1rem 1.25rem; display: grid; grid-template-columns: minmax(6.5rem, max-content) 1fr; gap: .4rem 1rem; }
    dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
    section { border-top: 1px solid var(--line); padding: 1rem 1.25rem; }
    section h3 { margin: 0 0 .25rem; font-size: 1rem; } section p { margin: .25rem 0; }
    section dl { padding: .5rem 0 0; font-size: .8125rem; }
    code, pre { font: .8125rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; white-space: pre-wrap; margin: .5rem 0 0; }
    @media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; } .standing h1 { font-size: 1.25rem; } }
    @media print { body { background: #fff; } }
    """

  /// Nothing but this style sheet is ever loaded or run, and no other page frames it.
  static let policy =
    "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'; "
    + "frame-ancestors 'none'"

  private static let hash = Data(SHA256.hash(data: Data(sheet.utf8))).base64EncodedString()
}
