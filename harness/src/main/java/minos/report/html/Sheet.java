package minos.report.html;

/** The style sheet: light and dark, and colours that the colour-blind can tell apart. */
final class Sheet {
  static final String CSS =
      """
      :root{color-scheme:light dark;--paper:#fff;--ink:#1a1a1a;--soft:#666;--line:#ddd;--well:#f6f6f4;
      --ok:#0072b2;--info:#c77c00;--fail:#a0568a;--bad:#c4380d;--good:#00795a;--band:#8883;--on:#fff}
      @media(prefers-color-scheme:dark){:root{--paper:#16181b;--ink:#e8e6e3;--soft:#a0a0a0;--line:#3a3d41;
      --well:#1f2226;--ok:#56b4e9;--info:#e69f00;--fail:#d993c0;--bad:#ff7a45;--good:#35c79a;--band:#bbb2;--on:#0d0f11}}
      *{box-sizing:border-box}
      body{margin:0 auto;padding:20px 24px 60px;max-width:1180px;background:var(--paper);color:var(--ink);
      font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
      h1{font-size:19px;line-height:1.4;margin:0 0 6px}h2{font-size:16px;margin:34px 0 8px}
      .verdict{border-left:7px solid;padding:10px 16px;background:var(--well)}
      .verdict.invalid{border-color:var(--bad)}.verdict.valid{border-color:var(--good)}.verdict.unknown{border-color:var(--info)}
      .invalid .word{color:var(--bad)}.valid .word{color:var(--good)}.unknown .word{color:var(--info)}
      p{margin:6px 0}.note,.quiet{color:var(--soft);font-size:13px}
      .pairs td:first-child{width:190px;color:var(--soft)}table{border-collapse:collapse;font-size:14px;margin:8px 0;width:100%}
      th,td{text-align:left;padding:4px 12px 4px 0;border-bottom:1px solid var(--line);vertical-align:top}
      th,summary{white-space:nowrap}th{font-weight:600;color:var(--soft);font-size:13px}td.number{font-variant-numeric:tabular-nums;white-space:nowrap}
      tr.refused td{color:var(--bad);font-weight:600}
      code,pre{font:13px/1.5 ui-monospace,"SF Mono",Menlo,Consolas,monospace}
      pre{background:var(--well);padding:10px 14px;margin:8px 0;white-space:pre-wrap}
      svg{display:block;width:100%;height:auto;font:11px system-ui,sans-serif}svg text{fill:var(--ink)}
      .scroll{overflow-x:auto}.scroll svg{min-width:760px}
      .axis line{stroke:var(--line)}.axis text{fill:var(--soft)}.cut{fill:var(--well);stroke:var(--line);stroke-dasharray:3 3}
      .band rect{fill:var(--band)}.band text{fill:var(--soft);font-size:10px}.band.unproven rect{fill:none;stroke:var(--info);stroke-dasharray:4 3}
      .op rect{stroke-width:1.2}.op.ok rect{fill:var(--ok);stroke:var(--ok)}.op.ok text{fill:var(--on)}
      .op.info rect{fill:url(#unknown);stroke:var(--info)}.op.fail rect{fill:var(--paper);stroke:var(--fail);stroke-dasharray:3 2}
      .op text.over{fill:var(--ink);font-size:10px}.op.dim{opacity:.38}
      .op.refused rect{stroke:var(--bad);stroke-width:4}
      .dots,.cells,.rate{fill:none}.dots{stroke-width:1.2;stroke-linecap:round}.dots.ok{stroke-width:3.2;opacity:.65}
      .cells{stroke-width:3.4}.rate{stroke-width:1.8}.rate.fail{stroke-dasharray:5 3}.rate.info{stroke-dasharray:2 2}
      .dots.ok,.cells.ok,.rate.ok{stroke:var(--ok)}.dots.info,.cells.info,.rate.info{stroke:var(--info)}
      .clock{fill:none;stroke:var(--ok);stroke-width:1.6}.clock.c1,.clock.c4{stroke:var(--bad)}.clock.c2,.clock.c5{stroke:var(--good)}
      .clock.c3{stroke:var(--fail)}.clock.c4,.clock.c5{stroke-dasharray:5 3}.clock.dot{stroke-width:1}
      .dots.fail,.cells.fail,.rate.fail{stroke:var(--fail)}a{color:var(--ok)}
      """;

  private Sheet() {}
}
