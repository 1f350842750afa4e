package minos.report.html;

/** The style sheet: light and dark, and colours that the colour-blind can tell apart. */
public final class Sheet {
  public static final String CSS =
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
      .scroll{overflow-x:auto}.scroll svg,.scroll table{min-width:760px}
      .axis line{stroke:var(--line)}.axis text{fill:var(--soft)}.cut{fill:var(--well);stroke:var(--line);stroke-dasharray:3 3}
      .band rect{fill:var(--band)}.band text{fill:var(--soft);font-size:10px}.band.unproven rect{fill:none;stroke:var(--info);stroke-dasharray:4 3}
      .op rect{stroke-width:1.2}.op.ok rect{fill:var(--ok);stroke:var(--ok)}.op.ok text{fill:var(--on)}
      .op.info rect{fill:url(#unknown);stroke:var(--info)}.op.fail rect{fill:var(--paper);stroke:var(--fail);stroke-dasharray:3 2}
      .op text.over{fill:var(--ink);font-size:10px}.op.dim{opacity:.38}
      .op.refused rect{stroke:var(--bad);stroke-width:4}
      .dots,.cells{fill:none}.dots{stroke-width:1.2;stroke-linecap:round}.dots.ok{stroke-width:3.2;opacity:.65}
      .cells{stroke-width:3.4}
      .dots.ok,.cells.ok{stroke:var(--ok)}.dots.info,.cells.info{stroke:var(--info)}
      .columns.ok{fill:var(--ok);opacity:.75}.columns.fail{fill:url(#failed);stroke:var(--fail);stroke-width:.6}
      .columns.info{fill:url(#unknown);stroke:var(--info);stroke-width:.6}
      .clock{fill:none;stroke:var(--ok);stroke-width:1.6}.clock.c1,.clock.c4{stroke:var(--bad)}.clock.c2,.clock.c5{stroke:var(--good)}
      .clock.c3{stroke:var(--fail)}.clock.c4,.clock.c5{stroke-dasharray:5 3}.clock.dot{stroke-width:1}
      line.node{stroke:var(--line);stroke-width:2}.node.leads rect{fill:var(--good)}
      .node.down rect{fill:url(#down);stroke:var(--bad)}.node.paused rect{fill:var(--paper);stroke:var(--info);stroke-dasharray:1.5 2.5;stroke-width:2}
      .order path{fill:none;stroke:var(--ink);stroke-width:1.4;stroke-dasharray:1 3;stroke-linecap:round}
      .order circle{fill:var(--paper);stroke:var(--ink);stroke-width:1.4}.order text{font-size:10px;font-weight:600}
      .view{fill:none;stroke:var(--ink);stroke-width:1.6}.seen line{stroke:var(--bad);stroke-width:1.6;stroke-dasharray:4 3}
      #zoom,#whole{touch-action:pan-y}#zoom:focus-visible,#whole:focus-visible,button:focus-visible,.log:focus-visible{outline:2px solid var(--ok);outline-offset:2px}
      #whole{cursor:crosshair}.chosen rect{stroke:var(--ink);stroke-width:3}.op{cursor:pointer}
      #chosen{display:block;min-height:1.5em;font-weight:600}.fills{position:absolute}
      button,input{font:13px/1.4 system-ui,sans-serif;color:var(--ink);background:var(--well);border:1px solid var(--line);border-radius:4px;padding:2px 9px;margin-right:5px}
      button{cursor:pointer}[hidden]{display:none}
      .commands{display:grid;grid-template-columns:max-content 1fr;gap:4px 14px;margin:14px 0}.commands dt{color:var(--soft)}.commands dd{margin:0}
      .commands code{background:var(--well);padding:2px 6px}
      .log{max-height:420px;overflow:auto;border:1px solid var(--line)}.log td{font:12px/1.4 ui-monospace,Menlo,Consolas,monospace;padding:1px 10px;border:0;white-space:pre-wrap}
      .log td:first-child,.log td:nth-child(2){white-space:nowrap}.moment td{color:var(--bad);border-top:1px solid var(--bad)!important}
      .dots.fail,.cells.fail{stroke:var(--fail)}a{color:var(--ok)}
      """;

  private Sheet() {}
}
