# Carries the TCP connections of one node to its peers, and does to them what a run asks for: late,
# twice, or swallowed in one direction. iptables redirects them here; see RelayRules.java.
#
# relay.pl PORT SEED IP:DELAY_MS:TWICE:FORTH:BACK ...
#   TWICE        of 1000 connections, how many are made twice and carry the same bytes twice
#   FORTH, BACK  of 1000 connections, how many swallow what goes to the peer, what comes from it
#
# At PORT + 1, for this machine only, it answers "read" with a line of counts for each peer and
# "end" with the same before it ends. Its own connections leave from ports that iptables lets pass.
use strict;
use warnings;
use Errno qw(EINPROGRESS EWOULDBLOCK EAGAIN EADDRINUSE EADDRNOTAVAIL);
use Fcntl;
use POSIX ();
use Socket;

use constant { FIRST_PORT => 61000, PORTS => 4000, CHUNK => 65536, QUEUED_MAX => 1 << 22 };
use constant { TCP => 6, NODELAY => 1 };
use constant SO_ORIGINAL_DST => 80;

$SIG{PIPE} = 'IGNORE';
$SIG{HUP} = 'IGNORE';
$0 = 'minos-relay';
my ($port, $seed, @peers) = @ARGV;
srand($seed);
my $clock_gettime = (POSIX::uname())[4] eq 'x86_64' ? 228 : 113;
my (%ways, %counts, %ends, $next_port, $ending);
$next_port = int(rand(PORTS));
for (@peers) {
  my ($ip, $delay, $twice, $forth, $back) = split /:/;
  $ways{$ip} = { delay => $delay / 1000, twice => $twice, forth => $forth, back => $back };
  $counts{$ip} = { connections => 0, twice => 0, forth => 0, back => 0, swallowed => 0,
    silenced => 0 };
}

# Seconds of the monotonic clock; there is no module for it in a small Debian.
sub now {
  my $spec = pack('q2', 0, 0);
  syscall($clock_gettime, 1, $spec);
  my ($seconds, $nanos) = unpack('q2', $spec);
  return $seconds + $nanos / 1e9;
}

sub listener {
  my ($at) = @_;
  socket(my $s, PF_INET, SOCK_STREAM, 0) or die "socket: $!";
  setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1);
  bind($s, sockaddr_in($at, INADDR_LOOPBACK)) or die "bind $at: $!";
  listen($s, 128) or die "listen: $!";
  nonblocking($s);
  return $s;
}

sub nonblocking {
  my ($s) = @_;
  fcntl($s, F_SETFL, fcntl($s, F_GETFL, 0) | O_NONBLOCK);
}

# An end of a connection: what it reads is queued at the others, each with the moment it is due.
sub end_of {
  my ($s, $peer, $way) = @_;
  my $end = { s => $s, fd => fileno($s), peer => $peer, way => $way, others => [],
    queue => [], queued => 0, due => 0, open => 1, eof => 0, swallows => 0 };
  return $ends{$end->{fd}} = $end;
}

sub onward {
  my ($ip, $to) = @_;
  for (1 .. PORTS) {
    socket(my $s, PF_INET, SOCK_STREAM, 0) or return;
    nonblocking($s);
    setsockopt($s, TCP, NODELAY, 1);
    setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1);
    $next_port = ($next_port + 1) % PORTS;
    bind($s, sockaddr_in(FIRST_PORT + $next_port, INADDR_ANY)) or next;
    return $s if connect($s, $to) || $! == EINPROGRESS;
    next if $! == EADDRINUSE || $! == EADDRNOTAVAIL;
    return;
  }
  return;
}

sub chance { return rand(1000) < $_[0] }

sub accepted {
  my ($s) = @_;
  nonblocking($s);
  setsockopt($s, TCP, NODELAY, 1);
  my $to = getsockopt($s, 0, SO_ORIGINAL_DST) or return;
  $to = pack('S n a4 x8', AF_INET, unpack('x2 n a4', $to));
  my $ip = inet_ntoa((unpack_sockaddr_in($to))[1]);
  my $ways = $ways{$ip} or return;
  my $first = onward($ip, $to) or return;
  my $near = end_of($s, $ip, 'forth');
  my $far = end_of($first, $ip, 'back');
  ($near->{others}, $far->{others}) = ([$far], [$near]);
  $near->{swallows} = chance($ways->{forth});
  $far->{swallows} = chance($ways->{back});
  $counts{$ip}{connections}++;
  if (chance($ways->{twice}) && (my $second = onward($ip, $to))) {
    my $twin = end_of($second, $ip, 'twin');    # nobody hears what it says
    push @{ $near->{others} }, $twin;
    $counts{$ip}{twice}++;
  }
}

# Both directions are late by the delay, give or take a fifth, and in order.
sub enqueue {
  my ($end, $bytes) = @_;
  my $delay = $ways{ $end->{peer} }{delay} * (0.8 + rand(0.4));
  my $due = now() + $delay;
  $end->{due} = $due if $due > $end->{due};
  push @{ $end->{queue} }, [$end->{due}, $bytes];
  $end->{queued} += length($bytes // '');
}

sub receive {
  my ($end) = @_;
  my $read = sysread($end->{s}, my $bytes, CHUNK);
  return if !defined $read && ($! == EAGAIN || $! == EWOULDBLOCK);
  $end->{eof} = 1 unless $read;
  my $count = $counts{ $end->{peer} };
  if ($end->{swallows}) {
    $count->{swallowed} += $read // 0;
    $count->{silenced} += $read ? 0 : 1;    # nobody learns of its end
  } elsif ($end->{way} ne 'twin') {
    $count->{ $end->{way} } += $read // 0;
    enqueue($_, $read ? $bytes : undef) for grep { $_->{open} } @{ $end->{others} };
  }
}

sub close_end {
  my ($end) = @_;
  return unless $end->{open};
  $end->{open} = 0;
  delete $ends{ $end->{fd} };
  close $end->{s};
}

sub send_due {
  my ($end, $now) = @_;
  while (@{ $end->{queue} } && $end->{queue}[0][0] <= $now) {
    my $bytes = $end->{queue}[0][1];
    if (!defined $bytes) {    # the other side has ended
      close_end($_) for $end, grep { $_->{eof} } @{ $end->{others} };
      return;
    }
    my $sent = syswrite($end->{s}, $bytes);
    if (!defined $sent) {
      return if $! == EAGAIN || $! == EWOULDBLOCK || $! == POSIX::ENOTCONN();
      $end->{eof} = 1;
      enqueue($_, undef) for grep { $_->{open} } @{ $end->{others} };
      return close_end($end);
    }
    $end->{queued} -= $sent;
    substr($end->{queue}[0][1], 0, $sent, '');
    shift @{ $end->{queue} } unless length $end->{queue}[0][1];
  }
}

sub answer {
  my ($s) = @_;
  my $order = <$s> // '';
  for my $ip (sort keys %counts) {
    my $count = $counts{$ip};
    print $s join(' ', $ip, map { "$_=$count->{$_}" } sort keys %$count), "\n";
  }
  close $s;
  $ending = $order =~ /^end/;
}

my ($redirected, $orders) = (listener($port), listener($port + 1));
until ($ending) {
  my ($readable, $writable, $now, $wait) = ('', '', now(), 1);
  vec($readable, fileno($_), 1) = 1 for $redirected, $orders;
  for my $end (values %ends) {
    my $full = grep { $_->{queued} > QUEUED_MAX } @{ $end->{others} };
    vec($readable, $end->{fd}, 1) = 1 unless $end->{eof} || $full;
    next unless @{ $end->{queue} };
    my $due = $end->{queue}[0][0] - $now;
    if ($due <= 0) {
      vec($writable, $end->{fd}, 1) = 1;
    } elsif ($due < $wait) {
      $wait = $due;
    }
  }
  next if select($readable, $writable, undef, $wait) < 0;
  while (accept(my $s, $redirected)) { accepted($s) }
  while (accept(my $s, $orders)) { answer($s) }
  for my $end (my @all = values %ends) {    # of which some may go meanwhile
    receive($end) if $end->{open} && vec($readable, $end->{fd}, 1);
    send_due($end, $now) if $end->{open} && vec($writable, $end->{fd}, 1);
  }
}
