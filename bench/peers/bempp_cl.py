# One job of bench/peers.js for bempp-cl: Galerkin, P1 pressure, P0 velocity, Burton-Miller, dense, GMRES to 1e-5.
# Usage: python3 bempp_cl.py JOB.json; prints {"seconds": [...], "onAxisDb": [...]} as JSON.
#   k wavenumber, 1/m; time factor e^{-i w t} inside bempp: (1/2 - K + eta W) p = -(V + eta (1/2 + K')) q, eta = i/k.
import json
import sys
import time

import bempp_cl.api
import numpy
from bempp_cl.api.operators.boundary import helmholtz, sparse
from bempp_cl.api.operators.potential import helmholtz as potential


def solve(job, p1, p0, velocity, k):
    """Pressure at the points, Pa."""
    eta = 1j / k
    one = sparse.identity(p1, p1, p1)
    left = 0.5 * one - helmholtz.double_layer(p1, p1, p1, k) + eta * helmholtz.hypersingular(p1, p1, p1, k)
    one = sparse.identity(p0, p1, p1)
    right = -1.0 * (
        helmholtz.single_layer(p0, p1, p1, k)
        + eta * (0.5 * one + helmholtz.adjoint_double_layer(p0, p1, p1, k))
    )
    slope = bempp_cl.api.GridFunction(
        p0, coefficients=1j * k * job["soundSpeed"] * job["density"] * velocity
    )
    pressure, status = bempp_cl.api.linalg.gmres(left, right * slope, tol=1e-5, use_strong_form=True)
    if status != 0:
        raise RuntimeError(f"GMRES ended with {status}")
    points = numpy.array(job["points"]).reshape(-1, 3).T
    field = potential.double_layer(p1, points, k) * pressure - potential.single_layer(p0, points, k) * slope
    return field[0]


def main():
    with open(sys.argv[1], encoding="utf8") as file:
        job = json.load(file)
    bempp_cl.api.DEFAULT_PRECISION = job["precision"]
    grid = bempp_cl.api.Grid(
        numpy.array(job["vertices"]).reshape(-1, 3).T,
        numpy.array(job["triangles"], dtype="uint32").reshape(-1, 3).T,
    )
    p1 = bempp_cl.api.function_space(grid, "P", 1)
    p0 = bempp_cl.api.function_space(grid, "DP", 0)
    velocity = numpy.array(job["velocity"], dtype=complex)
    seconds, levels = [], []
    # The first frequency twice: its first run compiles.
    for index, frequency in enumerate([job["frequencies"][0], *job["frequencies"]]):
        start = time.perf_counter()
        field = solve(job, p1, p0, velocity, 2 * numpy.pi * frequency / job["soundSpeed"])
        if index > 0:
            seconds.append(time.perf_counter() - start)
            levels.append(20 * numpy.log10(abs(field[0]) / numpy.sqrt(2) / 20e-6))
    print(json.dumps({"seconds": seconds, "onAxisDb": levels}))


main()
