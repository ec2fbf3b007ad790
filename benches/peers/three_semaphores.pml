/* The catalogue's first program at access granularity: P producers make K items each, C consumers take Q each. */
byte mutex = 1, items = 0, spaces = N;
byte head, tail;
byte slot[N];   /* 0: never written, 1: full, 2: taken */

proctype producer() {
  byte made, index;
  do
  :: d_step { made < K && spaces > 0 -> spaces-- }
     d_step { mutex > 0 -> mutex-- }
     index = tail;
     d_step { assert(slot[index] != 1); slot[index] = 1 }
     d_step { tail = (index + 1) % N; index = 0 }
     mutex++;
     d_step { items++; made++ }
  od
}

proctype consumer() {
  byte taken, index;
  do
  :: d_step { taken < Q && items > 0 -> items-- }
     d_step { mutex > 0 -> mutex-- }
     index = head;
     d_step { assert(slot[index] == 1); slot[index] = 2 }
     d_step { head = (index + 1) % N; index = 0 }
     mutex++;
     d_step { spaces++; taken++ }
  od
}

init {
  atomic {
    byte it;
    for (it : 1 .. P) { run producer() }
    for (it : 1 .. C) { run consumer() }
  }
}
