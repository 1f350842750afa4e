package minos.sim;

import minos.cluster.Client;

/** A client as a program: nodes answer it over the simulated network. */
public interface SimClient extends SimProgram, Client {}
