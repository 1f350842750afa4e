//<![CDATA[
// What a report can do beyond being read: copy, zoom, choose an operation, search logs.
// It moves and shows what the page holds already, and makes nothing of it but text.
(() => {
  'use strict';

  const byId = id => document.getElementById(id);

  document.querySelectorAll('button.copy').forEach(button => {
    button.hidden = false;
    button.addEventListener('click', () => {
      const code = button.parentElement.querySelector('code');
      const done = () => {
        button.textContent = 'copied';
        setTimeout(() => { button.textContent = 'copy'; }, 1500);
      };
      const byHand = () => {
        getSelection().selectAllChildren(code);
        if (document.execCommand('copy')) done();
      };
      if (navigator.clipboard) navigator.clipboard.writeText(code.textContent).then(done, byHand);
      else byHand();
    });
  });

  const find = byId('find');
  if (find) {
    const rows = [...document.querySelectorAll('#log tr[data-t]')];
    find.hidden = false;
    const moment = document.querySelector('#log .moment');
    const box = byId('log').parentElement;
    if (moment) box.scrollTop = Math.max(0, moment.offsetTop - box.clientHeight / 2);
    find.addEventListener('input', () => {
      const wanted = find.value.toLowerCase();
      let shown = 0;
      rows.forEach(row => {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
        shown += row.hidden ? 0 : 1;
      });
      byId('found').textContent = wanted === '' ? '' : shown + ' of ' + rows.length;
    });
  }

  const zoom = byId('zoom');
  const whole = byId('whole');
  if (!zoom || !whole) return;

  const number = (element, name) => Number(element.getAttribute('data-' + name));
  const left = number(zoom, 'left');
  const right = number(zoom, 'right');
  const end = number(zoom, 'end');
  const home = [number(zoom, 'from'), number(zoom, 'to')];
  const least = 20;
  let view = home.slice();

  const make = (name, parent, attributes, text) => {
    const element = document.createElementNS(zoom.namespaceURI, name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    if (text !== undefined) element.textContent = text;
    parent.appendChild(element);
    return element;
  };
  const x = time => left + (time - view[0]) / (view[1] - view[0]) * (right - left);
  const items = [...zoom.querySelectorAll('[data-a]')].map(group => ({
    group,
    from: number(group, 'a'),
    to: group.hasAttribute('data-b') ? number(group, 'b') : Infinity,
    rect: group.querySelector('rect'),
    text: group.querySelector('text'),
    label: group.getAttribute('data-l') || '',
    op: group.classList.contains('op'),
    core: group.classList.contains('core'),
  }));
  const ops = items.filter(item => item.op).sort((one, other) => one.from - other.from);

  const place = item => {
    const shown = item.to >= view[0] && item.from <= view[1];
    item.group.style.display = shown ? 'inline' : 'none';
    if (!shown) return;
    const begin = Math.max(left - 4, x(item.from));
    const width = Math.max(item.op ? 2 : 1, Math.min(right + 4, x(item.to)) - begin);
    item.rect.setAttribute('x', begin.toFixed(1));
    item.rect.setAttribute('width', width.toFixed(1));
    const room = Math.floor((width - 8) / 6.2);
    if (!item.text && item.label !== '' && (room >= 4 || item.core)) {
      const bottom = Number(item.rect.getAttribute('y')) + Number(item.rect.getAttribute('height'));
      item.text = make('text', item.group, { y: bottom - 4.5 });
    }
    if (item.text) {
      const beside = room < 4 && item.core;
      const length = beside ? 24 : room;
      item.text.style.display = room >= 4 || beside ? 'inline' : 'none';
      item.text.setAttribute('class', beside ? 'over' : '');
      item.text.setAttribute('x', ((beside ? begin + width : Math.max(left, begin)) + 4).toFixed(1));
      item.text.textContent =
        item.label.length <= length ? item.label : item.label.slice(0, Math.max(1, length - 1)) + '…';
    }
  };

  const step = span => {
    const rough = span / 9;
    const power = Math.pow(10, Math.floor(Math.log10(rough)));
    return power * ([1, 2, 5].find(factor => factor * power >= rough) || 10);
  };
  const seconds = (time, unit) =>
    (time / 1e6).toFixed(unit >= 1e6 ? 0 : unit >= 1e5 ? 1 : unit >= 1e3 ? 3 : 6) + ' s';
  const ticks = () => {
    const axis = zoom.querySelector('.axis');
    const top = number(zoom, 'top');
    const bottom = number(zoom, 'bottom');
    const unit = step(view[1] - view[0]);
    axis.replaceChildren();
    for (let at = Math.ceil(view[0] / unit) * unit; at <= view[1]; at += unit) {
      make('line', axis, { x1: x(at), x2: x(at), y1: top, y2: bottom });
      make('text', axis, { x: x(at), y: bottom + 14, 'text-anchor': 'middle' }, seconds(at, unit));
    }
  };

  const frame = whole.querySelector('.view');
  const wholeX = time => left + time / end * (right - left);
  let asked = false;
  const draw = () => {
    asked = false;
    items.forEach(place);
    ticks();
    frame.setAttribute('x', wholeX(view[0]).toFixed(1));
    frame.setAttribute('width', Math.max(2, wholeX(view[1]) - wholeX(view[0])).toFixed(1));
    byId('range').textContent =
      (view[0] / 1e6).toFixed(3) + ' s to ' + (view[1] / 1e6).toFixed(3) + ' s; ' +
      ops.filter(item => item.to >= view[0] && item.from <= view[1]).length + ' operations';
  };
  const show = (from, to) => {
    const span = Math.min(end, Math.max(least, to - from));
    const begin = Math.min(Math.max(0, from), end - span);
    view = [begin, begin + span];
    if (!asked) {
      asked = true;
      requestAnimationFrame(draw);
    }
  };
  const pan = share => {
    const by = (view[1] - view[0]) * share;
    show(view[0] + by, view[1] + by);
  };
  const scale = (factor, at = (view[0] + view[1]) / 2) =>
    show(at - (at - view[0]) * factor, at + (view[1] - at) * factor);

  let chosen = null;
  const choose = item => {
    if (chosen) chosen.group.classList.remove('chosen');
    chosen = item;
    if (item) item.group.classList.add('chosen');
    byId('chosen').textContent = item ? item.group.querySelector('title').textContent : '';
    if (item && (item.from < view[0] || item.from > view[1])) {
      const half = (view[1] - view[0]) / 2;
      show(item.from - half, item.from + half);
    }
  };
  const next = by => {
    if (ops.length === 0) return;
    let at = chosen ? ops.indexOf(chosen) + by : ops.findIndex(item => item.from >= view[0]);
    at = Math.min(Math.max(at, 0), ops.length - 1);
    choose(ops[at]);
  };
  ops.forEach(item => item.group.addEventListener('click', () => choose(item)));

  const actions = {
    in: () => scale(0.5),
    out: () => scale(2),
    left: () => pan(-0.25),
    right: () => pan(0.25),
    home: () => show(home[0], home[1]),
    whole: () => show(0, end),
    next: () => next(1),
    previous: () => next(-1),
  };
  const keys = {
    '+': 'in', '=': 'in', '-': 'out', ArrowLeft: 'left', ArrowRight: 'right', 0: 'home',
    Home: 'whole', n: 'next', p: 'previous',
  };
  byId('tools').hidden = false;
  byId('tools').querySelectorAll('button').forEach(button =>
    button.addEventListener('click', () => actions[button.getAttribute('data-do')]()));
  [zoom, whole].forEach(chart => {
    chart.setAttribute('tabindex', '0');
    chart.addEventListener('keydown', event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') choose(null);
      else if (keys[event.key]) actions[keys[event.key]]();
      else return;
      event.preventDefault();
    });
  });

  const at = (chart, event) => {
    const box = chart.getBoundingClientRect();
    return (event.clientX - box.left) * chart.viewBox.baseVal.width / box.width;
  };
  const share = place => (place - left) / (right - left);
  zoom.addEventListener('wheel', event => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    scale(event.deltaY > 0 ? 1.25 : 0.8, view[0] + share(at(zoom, event)) * (view[1] - view[0]));
  }, { passive: false });

  const drag = (chart, begin) => {
    chart.addEventListener('pointerdown', event => {
      if (event.button !== 0) return;
      const follow = begin(at(chart, event));
      const move = moved => follow(at(chart, moved));
      const stop = () => {
        removeEventListener('pointermove', move);
        removeEventListener('pointerup', stop);
        removeEventListener('pointercancel', stop);
      };
      addEventListener('pointermove', move);
      addEventListener('pointerup', stop);
      addEventListener('pointercancel', stop);
    });
  };
  drag(zoom, from => {
    const was = view.slice();
    return to => {
      if (Math.abs(to - from) < 3) return;
      const by = (share(from) - share(to)) * (was[1] - was[0]);
      show(was[0] + by, was[1] + by);
    };
  });
  drag(whole, from => {
    const was = view.slice();
    const begin = share(from) * end;
    const inside = begin >= was[0] && begin <= was[1] && was[1] - was[0] < end * 0.98;
    return to => {
      if (Math.abs(to - from) < 3) return;
      const moved = share(to) * end;
      if (inside) show(was[0] + moved - begin, was[1] + moved - begin);
      else show(Math.min(begin, moved), Math.max(begin, moved));
    };
  });
  draw();
})();
//]]>
