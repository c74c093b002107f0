package io.fractal.servers;

import io.fractal.product.FractalExtension;
import io.fractal.product.RunningFractal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FractalExtension.class)
class JarOnPayaraMicroIT {

    @Test
    void a_message_walks_through_the_runnable_jar(RunningFractal fractal) {
        new MessageWalk(fractal.baseUrl()).walk();
    }
}
