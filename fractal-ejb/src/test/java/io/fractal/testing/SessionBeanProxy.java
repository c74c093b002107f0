package io.fractal.testing;

import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Stands before a session bean as the container does: public methods only, each in the transaction that its attribute asks for. A
 * method that is not public meets an object without fields, as it would in a container.
 */
final class SessionBeanProxy {

    private SessionBeanProxy() {}

    static <T> T before(T bean, Class<T> type, TestDatabase database) throws ReflectiveOperationException {
        return new ByteBuddy()
                .subclass(type)
                .method(ElementMatchers.isPublic().and(ElementMatchers.not(ElementMatchers.isDeclaredBy(Object.class))))
                .intercept(InvocationHandlerAdapter.of(
                        (proxy, method, arguments) -> call(bean, method, arguments, database)))
                .make()
                .load(
                        type.getClassLoader(),
                        ClassLoadingStrategy.UsingLookup.of(
                                MethodHandles.privateLookupIn(type, MethodHandles.lookup())))
                .getLoaded()
                .getDeclaredConstructor()
                .newInstance();
    }

    private static Object call(Object bean, Method method, Object[] arguments, TestDatabase database) throws Throwable {
        Callable<Object> call = () -> {
            try {
                return method.invoke(bean, arguments);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof Exception exception) {
                    throw exception;
                }
                throw (Error) e.getCause();
            }
        };
        return switch (attribute(method)) {
            case REQUIRED -> database.callInTransaction(call);
            case REQUIRES_NEW -> database.callInNewTransaction(call);
            case MANDATORY -> {
                if (!database.isInTransaction()) {
                    throw new IllegalStateException(method + " needs a transaction of the caller's");
                }
                yield call.call();
            }
            case NOT_SUPPORTED, SUPPORTS, NEVER -> call.call();
        };
    }

    private static TransactionAttributeType attribute(Method method) {
        return Optional.ofNullable(method.getAnnotation(TransactionAttribute.class))
                .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(TransactionAttribute.class)))
                .map(TransactionAttribute::value)
                .orElse(TransactionAttributeType.REQUIRED);
    }
}
